using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Sessions;

/// <summary>Two servers over one database: a session of one is a session of the other, for as long as it goes on.</summary>
public sealed class SessionNodesTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-nodes-").FullName;
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly BackendServer one;
    private readonly BackendServer two;

    public SessionNodesTests()
    {
        var certificate = Path.Combine(folder, "keys.pfx");
        using var rsa = RSA.Create(2048);
        using var made = new CertificateRequest("CN=keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllBytes(certificate, made.Export(X509ContentType.Pfx, "secret"));
        string[] settings =
        [
            $"Backend:DataDirectory={folder}", $"ConnectionStrings:Database={database.ConnectionString}",
            $"Backend:DataProtection:Certificate={certificate}", "Backend:DataProtection:CertificatePassword=secret",
        ];
        (one, two) = (new BackendServer(settings), new BackendServer(settings));
    }

    [Fact]
    public async Task Session_that_one_node_revokes_ends_at_once_on_the_other()
    {
        using var first = new TestBrowser(one.Address);
        await first.SignInAtOwnIssuerAsync("ada");
        using var second = new TestBrowser(two.Address) { Secret = first.Secret };
        Assert.Equal("Ada Lovelace", await second.NameAsync());
        await using var socket = await SocketClient.OpenAsync(
            two.Address, headers: [("Cookie", $"{TestBrowser.CookieName}={first.Secret}"), ("Origin", two.Address.GetLeftPart(UriPartial.Authority))]);
        await socket.SendAsync(new { type = "connection_init", payload = new { workspace = "demo" } });
        Assert.Equal("connection_ack", (await socket.ReceiveAsync()).Text("type"));

        await first.QueryAsync("mutation { sessionRevokeAll(input: {}) { revokedCount } }");
        Assert.Null(await second.NameAsync());
        Assert.Equal(4403, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Keys_in_the_database_are_encrypted_with_the_certificate()
    {
        using var browser = new TestBrowser(one.Address);
        await browser.SignInAtOwnIssuerAsync("grace");
        await using var scope = two.Services.CreateAsyncScope();
        var keys = await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database
            .SqlQuery<string>($"SELECT xml AS \"Value\" FROM platform_data_protection_keys").ToListAsync();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Contains("EncryptedData", key, StringComparison.Ordinal));
        Assert.All(keys, key => Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal));
    }

    [Fact]
    public void Certificate_that_is_not_there_is_named_with_its_key()
    {
        var failure = Assert.Throws<ConfigurationException>(() => Host.BackendApplication.Create(
            ["--environment=Development", $"--Backend:DataDirectory={folder}", "--Backend:DataProtection:Certificate=/nowhere.pfx"]));
        Assert.Contains("Backend__DataProtection__Certificate is '/nowhere.pfx'", failure.Message, StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        await one.InitializeAsync();
        await two.InitializeAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
