using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Rules;

/// <summary>4 Introspection, as far as execution answers it.</summary>
public sealed class IntrospectionRules : RuleTests
{
    [Theory]
    [InlineData("{ __type(name: \"Nothing\") { name } }", """{"__type":null}""")]
    [InlineData("{ __type(name: \"Shade\") { kind name enumValues { name } all: enumValues(includeDeprecated: true) { name isDeprecated deprecationReason } } }",
        """{"__type":{"kind":"ENUM","name":"Shade","enumValues":[{"name":"LIGHT"},{"name":"HALF_TONE"}],"all":[{"name":"LIGHT","isDeprecated":false,"deprecationReason":null},{"name":"HALF_TONE","isDeprecated":false,"deprecationReason":null},{"name":"DARK","isDeprecated":true,"deprecationReason":"It was too dark."}]}}""")]
    [InlineData("{ __type(name: \"Numbered\") { kind possibleTypes { name } fields { name type { kind name ofType { name } } } } }",
        """{"__type":{"kind":"INTERFACE","possibleTypes":[{"name":"Item"},{"name":"Box"}],"fields":[{"name":"number","type":{"kind":"NON_NULL","name":null,"ofType":{"name":"Int"}}},{"name":"label","type":{"kind":"SCALAR","name":"String","ofType":null}}]}}""")]
    [InlineData("{ __type(name: \"Thing\") { kind possibleTypes { name } fields { name } } }",
        """{"__type":{"kind":"UNION","possibleTypes":[{"name":"Item"},{"name":"Box"},{"name":"Note"}],"fields":null}}""")]
    [InlineData("{ __type(name: \"ChoiceInput\") { kind isOneOf inputFields { name defaultValue } } }",
        """{"__type":{"kind":"INPUT_OBJECT","isOneOf":true,"inputFields":[{"name":"whole","defaultValue":null},{"name":"text","defaultValue":null},{"name":"shade","defaultValue":null},{"name":"list","defaultValue":null},{"name":"every","defaultValue":null}]}}""")]
    public Task Types_tell_of_themselves(string query, string data) => CheckAsync(new Request(query), data);

    [Theory]
    [InlineData("{ __schema { queryType { name } mutationType { name } subscriptionType { name } } }",
        """{"__schema":{"queryType":{"name":"Query"},"mutationType":{"name":"Mutation"},"subscriptionType":{"name":"Subscription"}}}""")]
    [InlineData("query($with: Boolean = true) { __type(name: \"Box\") { fields(includeDeprecated: $with) { name args { name } } } }",
        """{"__type":{"fields":[{"name":"number","args":[]},{"name":"label","args":[]},{"name":"shade","args":[]},{"name":"size","args":[]},{"name":"content","args":[]},{"name":"item","args":[]}]}}""")]
    public Task Schema_tells_of_itself(string query, string data) => CheckAsync(new Request(query), data);
}
