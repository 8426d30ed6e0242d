using Backend.Platform.Errors;
using Backend.Platform.Jobs;

namespace Backend.UnitTests.Platform.Jobs;

public sealed class JobConfigurationTests
{
    [Theory]
    [InlineData("", true, true)]
    [InlineData("api", true, false)]
    [InlineData("worker", false, true)]
    [InlineData("worker,api", true, true)]
    public void Parse_roles_says_what_the_node_does(string names, bool api, bool worker) =>
        Assert.Equal(new NodeRoles(api, worker), NodeRoles.Parse(names.Split(',', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Parse_unknown_role_names_the_key_and_the_roles()
    {
        var error = Assert.Throws<ConfigurationException>(() => NodeRoles.Parse(["api", "scheduler"]));
        Assert.Contains("Backend__Roles", error.Message, StringComparison.Ordinal);
        Assert.Contains("'scheduler'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'worker'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_defaults_succeeds() => Assert.True(new JobOptionsValidator().Validate(null, new JobOptions()).Succeeded);

    [Theory]
    [InlineData("mails", 1, "Backend__Jobs__Workers__mails")]
    [InlineData("mail", -1, "Backend__Jobs__Workers__mail")]
    [InlineData("bulk", 201, "Backend__Jobs__Workers__bulk")]
    public void Validate_wrong_workers_names_the_key(string queue, int workers, string key) =>
        Assert.StartsWith(key, Failure(new JobOptions { Workers = { [queue] = workers } }), StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 20, "Backend__Jobs__Lease")]
    [InlineData(3_601, 20, "Backend__Jobs__Lease")]
    [InlineData(30, -1, "Backend__Jobs__ShutdownTimeout")]
    [InlineData(30, 601, "Backend__Jobs__ShutdownTimeout")]
    public void Validate_wrong_times_names_the_key(int lease, int shutdown, string key) => Assert.StartsWith(
        key, Failure(new JobOptions { Lease = TimeSpan.FromSeconds(lease), ShutdownTimeout = TimeSpan.FromSeconds(shutdown) }), StringComparison.Ordinal);

    private static string Failure(JobOptions options) => Assert.Single(new JobOptionsValidator().Validate(null, options).Failures!);
}
