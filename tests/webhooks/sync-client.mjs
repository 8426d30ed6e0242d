// The sync client of docs/api.md: a copy of some objects that is kept in step by `changes(since:)` alone. It may be stopped at
// any moment: what it has saved, it need not read again, and nothing in between is missed.
const shown = 'fragment Shown on Node { __typename id ... on Issue { identifier title state { name } } ... on Comment { bodyMarkdown } ... on Label { name } }';

/**
 * Brings a copy up to date.
 * @param graphql sends an operation, and throws an error with `errors` where there are any
 * @param store `load()` gives `{ cursor, objects }`, a place in the change feed and a Map by id; `save` keeps both, or neither
 */
export async function synchronize(graphql, store) {
  let { cursor, objects } = store.load() ?? await readEverything(graphql);
  for (;;) {
    let page;
    try {
      page = (await graphql('query($since: SyncId!) { changes(since: $since, first: 100) { nodes { nodeId } syncId hasMore } }', { since: cursor })).changes;
    } catch (error) {
      // What came after the place is not kept any more, or the place is of a database that was restored since: begin anew.
      if (!error.errors?.some(({ extensions }) => extensions.code.startsWith('CURSOR_'))) {
        throw error;
      }
      ({ cursor, objects } = await readEverything(graphql));
      continue;
    }
    const ids = [...new Set(page.nodes.map((change) => change.nodeId))].filter((id) => /^(issue|comment|label)_/.test(id));
    if (ids.length > 0) {
      const { nodes } = await graphql(`query($ids: [ID!]!) { nodes(ids: $ids) { ...Shown } } ${shown}`, { ids });
      // Null: deleted, or out of sight.
      ids.forEach((id, index) => (nodes[index] ? objects.set(id, nodes[index]) : objects.delete(id)));
    }
    cursor = page.syncId;
    store.save({ cursor, objects });
    if (!page.hasMore) {
      return objects;
    }
  }
}

// The place is taken before the lists are read: what changes while they are read comes again, and does no harm.
async function readEverything(graphql) {
  const cursor = (await graphql('{ issues(first: 1, sort: [{ updatedAt: { direction: DESC } }]) { nodes { syncId } } }')).issues.nodes[0]?.syncId ?? 0;
  const objects = new Map();
  for (let after = null, more = true; more;) {
    const { issues } = await graphql(`query($after: String) { issues(first: 30, after: $after, includeArchived: true) {
      nodes { ...Shown comments(first: 100) { nodes { ...Shown } } } pageInfo { hasNextPage endCursor } } } ${shown}`, { after });
    for (const { comments, ...issue } of issues.nodes) {
      objects.set(issue.id, issue);
      comments.nodes.forEach((comment) => objects.set(comment.id, comment));
    }
    ({ hasNextPage: more, endCursor: after } = issues.pageInfo);
  }
  const { labels } = await graphql(`{ labels(first: 100) { nodes { ...Shown } } } ${shown}`);
  labels.nodes.forEach((label) => objects.set(label.id, label));
  return { cursor, objects };
}
