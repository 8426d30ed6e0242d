// What an application writes against the API. It is compiled, never run.
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { graphql } from './gql';

declare function request<Result, Variables>(document: TypedDocumentNode<Result, Variables>, variables: Variables): Promise<Result>;

const Issues = graphql(`
  query Issues($filter: IssueFilter, $sort: [IssueSort!], $after: String) {
    issues(filter: $filter, sort: $sort, first: 50, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { id identifier title priority dueDate state { name category } assignee { name } }
    }
  }
`);

const Create = graphql(`
  mutation Create($input: IssueCreateInput!) {
    issueCreate(input: $input) {
      syncId
      issue { id title }
      errors { __typename ... on Error { code message path } }
    }
  }
`);

const Changed = graphql(`
  subscription Changed($since: SyncId) {
    issueChanged(since: $since) { syncId action issue { id title } changes { field from to } }
  }
`);

export async function use(): Promise<string[]> {
  const { issues } = await request(Issues, { filter: { assignee: { isMe: { eq: true } } }, sort: [{ priority: { direction: 'DESC' } }] });
  const { issueCreate } = await request(Create, { input: { teamId: 'team', title: 'Typed' } });
  const { issueChanged } = await request(Changed, { since: issueCreate.syncId });
  // @ts-expect-error A title is text.
  await request(Create, { input: { teamId: 'team', title: 7 } });
  // @ts-expect-error A new issue needs a team.
  await request(Create, { input: { title: 'Typed' } });
  // @ts-expect-error The assignee may be missing.
  const name: string = issues.nodes[0].assignee.name;
  // @ts-expect-error A sort has one key.
  await request(Issues, { sort: [{ priority: { direction: 'DESC' }, title: { direction: 'ASC' } }] });
  return [...issues.nodes.map((issue) => issue.title), issueChanged.action, name, ...issueCreate.errors.map((error) => error.message)];
}
