/** What a first visit shows: one request over four kinds of records, to run as it is. */
export const defaultQuery = `# Press Ctrl+Enter to run. Pick another persona above and run it again:
# rows and fields follow who is asking.
query FirstLook {
  viewer {
    name
    role
  }
  listings(first: 5, order: [{ listPrice: DESC }], where: { bedroomsTotal: { gte: 2 } }) {
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

# Keep this one running (choose it beside the run button), then advance a deal in another tab.
subscription FollowDeals {
  dealAlerts {
    ... on DealAlert {
      sequence
      kind
      occurredAt
      deal {
        id
        stage
      }
    }
  }
}
`;
