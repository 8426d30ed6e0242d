// graphql-sse, the client for server-sent events, in its distinct connections mode.
import assert from 'node:assert/strict';
import { createClient } from 'graphql-sse';
import { create, createTeam, graphql, headers, test, tokens, url, watch } from '../harness.mjs';

/** A graphql-sse client of a demo person. */
const connect = (person, options) => createClient({ url, retryAttempts: 0, headers: headers(person), ...options });

/** All results of an operation. */
async function all(client, request) {
  const results = [];
  for await (const result of client.iterate(request)) results.push(result);
  return results;
}

await test('A graphql-sse client gets the result of a query', async () => {
  assert.deepEqual(await all(connect('ada'), { query: '{ viewer { name } }' }), [{ data: { viewer: { name: 'Ada Lovelace' } } }]);
});

await test('A graphql-sse client gets the result of a mutation', async () => {
  const team = await createTeam('SSEA');
  const [{ data }] = await all(connect('ada'), {
    query: 'mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { title } errors { ... on Error { code } } } }',
    variables: { input: { teamId: team.id, title: 'Over events' } },
  });
  assert.deepEqual(data.issueCreate, { issue: { title: 'Over events' }, errors: [] });
});

await test('A graphql-sse client gets the errors of an operation that is refused', async () => {
  for (const [query, code] of [['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'], ['{', 'GRAPHQL_PARSE_FAILED'], ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED']]) {
    const results = await all(connect('ada'), { query });
    assert.deepEqual(results.map(({ data, errors }) => [data, errors[0].extensions.code]), [[undefined, code]]);
  }
});

await test('A graphql-sse client gets the errors of fields beside the data', async () => {
  const [{ data, errors }] = await all(connect('ada'), { query: '{ viewer { name } issue(id: "ENG-999999") { id } }' });
  assert.deepEqual([data, errors[0].path, errors[0].extensions.code], [{ viewer: { name: 'Ada Lovelace' }, issue: null }, ['issue'], 'NOT_FOUND']);
});

await test('A graphql-sse client with a token that is not valid is refused', async () => {
  for (const bearer of ['nonsense', tokens.expired]) {
    const client = connect('ada', { headers: { authorization: `Bearer ${bearer}` } });
    await assert.rejects(all(client, { query: '{ viewer { name } }' }), ({ response }) => response.status === 401);
  }
});

await test('A graphql-sse client without a token is nobody', async () => {
  const [{ errors }] = await all(connect('ada', { headers: {} }), { query: 'subscription { issueChanged { syncId } }' });
  assert.equal(errors[0].extensions.code, 'UNAUTHENTICATED');
});

await test('2,000 events arrive at a graphql-sse client in order, none missing', async () => {
  const team = await createTeam('SSEB');
  const syncIds = [];
  const reading = (async () => {
    for await (const { data } of connect('ada').iterate({ query: watch, variables: { filter: team.filter, since: team.since } })) {
      syncIds.push(data.issueChanged.syncId);
      if (syncIds.length === 2000) return;
    }
  })();
  for (let batch = 0; batch < 40; batch++) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => create(team.id, `${batch}.${index}`)));
  }
  await reading;
  assert.deepEqual(syncIds, Array.from({ length: 2000 }, (_, index) => syncIds[0] + index));
});

await test('A graphql-sse client that is cut off connects again and goes on', async () => {
  const team = await createTeam('SSEC');
  const titles = Array.from({ length: 30 }, (_, index) => `Change ${index}`);
  for (const title of titles) await create(team.id, title, 'grace');
  const seen = [];
  let { since } = team;
  while (seen.length < titles.length) {
    for await (const { data } of connect('ada').iterate({ query: watch, variables: { filter: team.filter, since } })) {
      seen.push(data.issueChanged.issue.title);
      since = data.issueChanged.syncId;
      if (seen.length % 7 === 0 || seen.length === titles.length) break;
    }
  }
  assert.deepEqual(seen, titles);
});

await test('A graphql-sse client that aborts hears no more, and others go on', async () => {
  const team = await createTeam('SSED');
  const variables = { filter: team.filter, since: team.since };
  const heard = [];
  const stop = connect('ada').subscribe({ query: watch, variables }, {
    next: ({ data }) => { heard.push(data.issueChanged.issue.title); stop(); },
    error: () => {},
    complete: () => {},
  });
  const other = (async () => {
    const titles = [];
    for await (const { data } of connect('grace').iterate({ query: watch, variables })) {
      titles.push(data.issueChanged.issue.title);
      if (titles.length === 3) return titles;
    }
  })();
  await create(team.id, 'One');
  while (heard.length === 0) await graphql('{ __typename }');
  await create(team.id, 'Two');
  await create(team.id, 'Three');
  assert.deepEqual(await other, ['One', 'Two', 'Three']);
  assert.deepEqual(heard, ['One']);
});

await test('50 graphql-sse operations run beside each other', async () => {
  const results = await Promise.all(Array.from({ length: 50 }, () => all(connect('ada'), { query: '{ viewer { name } }' })));
  assert.equal(results.filter(([{ data }]) => data.viewer.name === 'Ada Lovelace').length, 50);
});
