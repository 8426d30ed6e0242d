using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Backend.Benchmarks.Http;

/// <summary>
/// The verb <c>bombs</c>: what a request that is meant to keep the server busy costs it, in processor time of its own
/// process, from the body's first byte to the refusal. Prints a table in Markdown.
/// </summary>
internal static class BombMeasurement
{
    public const string Verb = "bombs";

    private const int Warmups = 20;
    private const int Requests = 100;

    public static async Task<int> RunAsync()
    {
        await using var server = await ServerProcess.StartAsync(
            "Backend.Benchmarks.dll", [HttpServers.Verb, HttpServers.ListByEngine, HttpServers.AmpleBudget]);
        using var client = new HttpClient { BaseAddress = server.Address };
        Console.WriteLine("| request | body KB | answer | first, ms | then, CPU ms |");
        Console.WriteLine("| --- | ---: | --- | ---: | ---: |");
        foreach (var (name, body) in Bombs())
        {
            var (status, code) = (0, string.Empty);
            var first = Stopwatch.StartNew();
            (status, code) = await SendAsync(client, body);
            var elapsed = first.Elapsed;
            for (var request = 0; request < Warmups; request++)
                await SendAsync(client, body);
            var before = server.ProcessorTime;
            for (var request = 0; request < Requests; request++)
                await SendAsync(client, body);
            var used = (server.ProcessorTime - before).TotalMilliseconds / Requests;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {body.Length / 1024.0:N0} | {status} {code} | {elapsed.TotalMilliseconds:N1} | {used:N1} |"));
        }

        return 0;
    }

    private static IEnumerable<(string Name, byte[] Body)> Bombs()
    {
        yield return ("`{ rows { code } }`", Query("{ rows { code } }"));
        yield return ("1 MB of comment", Query($"{{ rows {{ code }} }} #{new string('x', 1_000_000)}"));
        yield return ("1 MB of fields", Query($"{{ rows {{ {Repeat("code ", 200_000)} }} }}"));
        yield return ("20,000 aliases", Query($"{{ rows {{ {Number("a{0}: code ", 20_000)} }} }}"));
        yield return ("depth 1,000", Query($"{Repeat("{a", 1_000)}{Repeat("}", 1_000)}"));
        yield return ("circle of fragments", Query("{ rows { ...A } } fragment A on ListRow { code ...B } fragment B on ListRow { ...A }"));
        yield return ("25 doubling fragments", Query($"{{ rows {{ ...F0 }} }} {Doubling(25)}fragment F25 on ListRow {{ code }}"));
        yield return ("4,000 repeats of a field", Query($"{{ rows {{ {Repeat("code ", 4_000)} }} }}"));
        yield return ("10,000 operations", Query(Number("query A{0}{{rows{{code}}}}", 10_000)));
        yield return ("20,000 times @include", Query($"{{ rows {{ code {Repeat("@include(if:true)", 20_000)} }} }}"));
        yield return ("1,990 unknown fields", Query($"{{ rows {{ {Number("nothing{0} ", 1_990)} }} }}"));
        yield return ("100 variables, used 490 times", Query(
            $"query({Number("$v{0}: Boolean! ", 100)}) {{ rows {{ {Uses(490)} }} }}", $"{{{string.Join(',', Enumerable.Range(0, 100).Select(index => $"\"v{index}\":true"))}}}"));
        yield return ("list of 100,000 in variables", Query("query($v: [Int!]) { rows { code } }", $"{{\"v\":[{string.Join(',', Enumerable.Repeat("1", 100_000))}]}}"));
        yield return ("variables 10,000 deep", Query("query($v: [Int!]) { rows { code } }", $"{{\"v\":{Repeat("[", 10_000)}{Repeat("]", 10_000)}}}"));
        yield return ("20,000 variables that nothing asks for", Query(
            "{ rows { code } }", $"{{{string.Join(',', Enumerable.Range(0, 20_000).Select(index => $"\"v{index}\":1"))}}}"));
        yield return ("invalid UTF-8", [.. "{\"query\":\"{ rows { code } } #"u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]);
        yield return ("body of 4 MB", Encoding.UTF8.GetBytes($"{{\"query\":\"{new string('x', 4_000_000)}\"}}"));
        yield return ("batch of 1,000", Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("{\"query\":\"{rows{code}}\"}", 1_000))}]"));
    }

    private static byte[] Query(string query, string variables = "{}") =>
        Encoding.UTF8.GetBytes($"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{variables}}}");

    private static string Uses(int times) =>
        string.Concat(Enumerable.Range(0, times).Select(use => $"a{use % 49}: code @include(if: $v{use % 100}) "));

    private static string Doubling(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(number => $"fragment F{number} on ListRow {{ ...F{number + 1} ...F{number + 1} }} "));

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Number(string format, int times) =>
        string.Concat(Enumerable.Range(0, times).Select(number => string.Format(CultureInfo.InvariantCulture, format, number)));

    private static async Task<(int Status, string Code)> SendAsync(HttpClient client, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var answer = await client.PostAsync(new Uri("/graphql", UriKind.Relative), content);
            var text = await answer.Content.ReadAsStringAsync();
            var start = text.IndexOf("\"code\":\"", StringComparison.Ordinal);
            return ((int)answer.StatusCode, text.StartsWith("{\"data\"", StringComparison.Ordinal) || start < 0 ? string.Empty : text[(start + 8)..text.IndexOf('"', start + 8)]);
        }
        catch (HttpRequestException)
        {
            return (0, "connection closed");
        }
    }
}
