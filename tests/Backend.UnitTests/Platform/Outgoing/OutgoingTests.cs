using System.Net;
using System.Net.Sockets;
using Backend.Platform.Errors;
using Backend.Platform.Outgoing;
using Microsoft.Extensions.Options;

namespace Backend.UnitTests.Platform.Outgoing;

/// <summary>Addresses that people give, in all spellings, and what they stand for: nothing but the public internet is called.</summary>
public sealed class OutgoingTests
{
    [Theory]
    [InlineData("93.184.216.34")]
    [InlineData("8.8.8.8")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    public void Public_address_is_called(string address) => Assert.True(Policy().IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("100.100.100.200")]
    [InlineData("192.0.0.192")]
    [InlineData("192.0.2.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("192.88.99.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.250")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("2606:4700:4700::1111%3")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void Address_that_is_not_public_is_refused(string address) => Assert.False(Policy().IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("168.63.129.16")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("0.0.0.0")]
    [InlineData("224.0.0.1")]
    public void Metadata_and_links_are_refused_whatever_is_allowed(string address) =>
        Assert.False(Policy("0.0.0.0/0", "::/0").IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.20.1.1", true)]
    [InlineData("10.21.1.1", false)]
    [InlineData("fd12::1", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("64:ff9b::a00:1", false)]
    public void Network_that_the_operator_names_is_called(string address, bool allowed) =>
        Assert.Equal(allowed, Policy("10.20.0.0/16", "fd12::/32", "64:ff9b::/96").IsAllowed(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.com/hook?x=1")]
    [InlineData("https://example.com:8443/")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700:4700::1111]/")]
    [InlineData("https://bücher.example/")]
    public void Address_on_the_internet_is_taken(string url) => Assert.Equal("https", Urls().Check(url, "url").Scheme);

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("https:example.com")]
    [InlineData("https:/example.com")]
    [InlineData("https:///example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://example.com/")]
    [InlineData("https://user@example.com/")]
    [InlineData("https://user:password@example.com/")]
    [InlineData("https://@example.com/")]
    [InlineData("https://example.com@127.0.0.1/")]
    [InlineData("https://example.com\\@127.0.0.1/")]
    [InlineData("https://example.com#@127.0.0.1/")]
    [InlineData("https://example.com/#fragment")]
    [InlineData("https://example.com./")]
    [InlineData("https://localhost/")]
    [InlineData("https://localhost./")]
    [InlineData("https://LOCALHOST:8443/")]
    [InlineData("https://foo.localhost/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://printer.local/")]
    [InlineData("https://intranet/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://127.0.1/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://0x7f.0.0.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://017700000001/")]
    [InlineData("https://134744072/")]
    [InlineData("https://8.8.2056/")]
    [InlineData("https://010.010.010.010/")]
    [InlineData("https://127.0.0.1.:443/")]
    [InlineData("https://１２７.0.0.1/")]
    [InlineData("https://①②⑦.⓪.⓪.①/")]
    [InlineData("https://127。0。0。1/")]
    [InlineData("https://%31%32%37.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:7f00:1]/")]
    [InlineData("https://[::127.0.0.1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    [InlineData("https://[fe80::1%25eth0]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://192.168.0.1/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://1.2.3.4.5/")]
    [InlineData("https://example.0x7f/")]
    [InlineData("https://example.com:22/")]
    [InlineData("https://example.com:25/")]
    [InlineData("https://example.com:0/")]
    [InlineData("https://example.com:99999/")]
    [InlineData(" https://example.com/")]
    [InlineData("https://exa mple.com/")]
    [InlineData("https://example.com/\r\nX: y")]
    [InlineData("https://example.com/\0")]
    public void Address_that_must_not_be_called_is_refused_in_every_spelling(string url)
    {
        var refused = Assert.Throws<ValidationFailedException>(() => Urls().Check(url, "url"));
        Assert.Equal(["input", "url"], Assert.Single(refused.Failures).Path);
    }

    [Fact]
    public void Address_that_is_too_long_is_refused() =>
        Assert.Throws<ValidationFailedException>(() => Urls().Check($"https://example.com/{new string('x', OutgoingUrls.MaxLength)}", "url"));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("93.184.216.34,10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::1")]
    public async Task Name_that_stands_for_what_is_not_public_is_not_connected_to(string addresses)
    {
        using var listener = new TcpListener(IPAddress.IPv6Any, 0) { Server = { DualMode = true } };
        listener.Start();
        using var client = new OutgoingHttp(Policy(), new Fixed(addresses)).CreateClient(1);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"https://example.com:{((IPEndPoint)listener.LocalEndpoint).Port}/")));
        Assert.Contains(Chain(error), inner => inner is OutgoingRefusedException);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Spelling_that_only_the_system_reads_is_refused_when_it_is_called()
    {
        // Should one ever get past the first check: what it stands for is checked all the same.
        using var client = new OutgoingHttp(Policy(), new SystemHostResolver()).CreateClient(1);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("https://0x7f.1/")));
        Assert.Contains(Chain(error), inner => inner is OutgoingRefusedException);
    }

    [Fact]
    public async Task Plain_http_goes_to_networks_that_are_allowed_only()
    {
        using var client = new OutgoingHttp(Policy("10.0.0.0/8"), new Fixed("93.184.216.34")).CreateClient(1);
        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://example.com/")));
        Assert.Contains(Chain(error), inner => inner is OutgoingRefusedException);
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0")]
    [InlineData("localhost")]
    public void Network_that_is_none_is_said_at_the_start(string network)
    {
        var options = new OutgoingOptions();
        options.AllowedNetworks.Add(network);
        Assert.Contains("Backend__Outgoing__AllowedNetworks__0", new OutgoingOptionsValidator().Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }

    private static OutgoingPolicy Policy(params string[] networks)
    {
        var options = new OutgoingOptions();
        foreach (var network in networks)
            options.AllowedNetworks.Add(network);
        return new OutgoingPolicy(Options.Create(options));
    }

    private static OutgoingUrls Urls() => new(Policy());

    private sealed class Fixed(string addresses) : IHostResolver
    {
        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IPAddress>>([.. addresses.Split(',').Select(IPAddress.Parse)]);
    }
}
