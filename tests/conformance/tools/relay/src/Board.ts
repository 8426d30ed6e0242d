// What a Relay application writes against the API. It is compiled, never run.
import { graphql } from 'relay-runtime';

export const query = graphql`
  query BoardQuery($first: Int!, $filter: IssueFilter) {
    viewer { id name }
    ...BoardIssues @arguments(first: $first, filter: $filter)
  }
`;

export const issues = graphql`
  fragment BoardIssues on Query
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" }, filter: { type: "IssueFilter" })
  @refetchable(queryName: "BoardIssuesPage") {
    issues(first: $first, after: $after, filter: $filter) @connection(key: "Board_issues") {
      totalCount
      edges {
        node { id ...CardIssue }
      }
    }
  }
`;

export const created = graphql`
  mutation CreateIssueMutation($input: IssueCreateInput!, $connections: [ID!]!) {
    issueCreate(input: $input) {
      syncId
      issue @prependNode(connections: $connections, edgeTypeName: "IssueEdge") { id ...CardIssue }
      errors { __typename ... on Error { code message path } }
    }
  }
`;

export const changed = graphql`
  subscription IssueChangedSubscription($since: SyncId) {
    issueChanged(since: $since) { syncId action issue { id ...CardIssue } }
  }
`;
