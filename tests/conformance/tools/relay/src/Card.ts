import { graphql } from 'relay-runtime';

export const card = graphql`
  fragment CardIssue on Issue
  @argumentDefinitions(count: { type: "Int", defaultValue: 3 }, cursor: { type: "String" })
  @refetchable(queryName: "CardIssueComments") {
    identifier
    title
    dueDate
    state { id name category }
    assignee { id name }
    comments(first: $count, after: $cursor) @connection(key: "CardIssue_comments") {
      edges {
        node { id bodyMarkdown author { id name } }
      }
    }
  }
`;
