/** What a first visit shows: one request over four kinds of records, and the stream of deals; to run as they are. */
export const firstLook = `# Press Ctrl+Enter to run. Pick another persona above and run it
# again: rows and fields follow who is asking.
query FirstLook {
  viewer {
    name
    role
  }
  listings(
    first: 5
    order: [{ listPrice: DESC }]
    where: { bedroomsTotal: { gte: 2 } }
  ) {
    totalCount
    nodes {
      listPrice
      bedroomsTotal
      livingArea
      standardStatus
      community {
        name
        district
      }
      listAgent {
        memberFullName
        memberMobilePhone
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

export const followDeals = `# Keep this running, complete a task of a deal in another tab,
# and the alert arrives here.
subscription FollowDeals {
  dealAlerts {
    ... on DealAlert {
      sequence
      kind
      occurredAt
      deal {
        id
        dealNumber
        stage
      }
      task {
        name
        status
      }
    }
  }
}
`;
