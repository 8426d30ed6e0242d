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
      // Parts of an object or of an answer have no id: what has one can be found again by node(id:).
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
];
