// A deal desk as a Relay program writes it. It is compiled by relay.test.mjs and never run itself.
graphql`
  query deskQuery($first: Int!, $after: String, $where: DealFilterInput) {
    viewer {
      role
      agent {
        id
        ...desk_agent
      }
    }
    ...desk_deals @arguments(first: $first, after: $after, where: $where)
  }
`;

graphql`
  fragment desk_agent on Agent @refetchable(queryName: "deskAgentRefetchQuery") {
    memberFullName
    store {
      officeName
    }
  }
`;

graphql`
  fragment desk_deals on Query
  @argumentDefinitions(first: { type: "Int", defaultValue: 10 }, after: { type: "String" }, where: { type: "DealFilterInput" })
  @refetchable(queryName: "deskDealsPageQuery") {
    deals(first: $first, after: $after, where: $where, order: [{ createdAt: ASC }]) @connection(key: "desk_deals", filters: ["where"]) {
      edges {
        node {
          ...desk_deal
        }
      }
    }
  }
`;

graphql`
  fragment desk_deal on Deal @refetchable(queryName: "deskDealRefetchQuery") {
    dealNumber
    price
    stage
    openedOn
    tasks(first: 3) {
      nodes {
        id
        status
      }
    }
  }
`;

graphql`
  query deskNodeQuery($id: ID!) {
    node(id: $id) {
      __typename
      ...desk_listing @alias(as: "listing")
      ...desk_deal @alias(as: "deal")
    }
  }
`;

graphql`
  fragment desk_listing on Listing {
    id
    title
    listPrice
    version
  }
`;

graphql`
  mutation deskRepriceMutation($input: ListingRepriceInput!) {
    listingReprice(input: $input) {
      listing {
        ...desk_listing
      }
      errors {
        __typename
        ... on UserError {
          code
          path
        }
        ... on StaleVersion {
          currentVersion
        }
      }
      sequence
    }
  }
`;

graphql`
  subscription deskAlertsSubscription($after: String) {
    dealAlerts(after: $after) {
      __typename
      ... on StreamItem {
        sequence
      }
      ... on DealAlert {
        kind
        task {
          id
          status
        }
        deal {
          ...desk_deal
        }
      }
      ... on VisibilityLost {
        resourceId
      }
    }
  }
`;
