import graphql from '@graphql-eslint/eslint-plugin';

export default [
  {
    files: ['*.graphql'],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: 'schema.graphql' } } },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/description-style': ['error', { style: 'inline' }],
      // Lists of errors, of a connection's nodes and of values are lists, not pages.
      '@graphql-eslint/relay-edge-types': ['error', { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
      // What has an id is an object that can be found again; these are parts of one, or of an answer.
      '@graphql-eslint/strict-id-in-types': ['error', {
        exceptions: {
          suffixes: ['Connection', 'Edge', 'Payload', 'Error', 'Change'],
          types: ['Board', 'BoardGroup', 'IssueViewerCan', 'PageInfo', 'RateLimit'],
        },
      }],
    },
  },
];
