using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Kube.Conformance.Hostile;

/// <summary>Whatever is sent: a Status says what was wrong with it, and the server goes on.</summary>
public sealed class HostileInputTests(HostileServer server) : IClassFixture<HostileServer>
{
    private const int Requests = 10_000;
    private const int WarmUp = 2_000;
    private const double MemoryGrowth = 100_000_000;

    /// <summary>Clients' mistakes that upstream, too, calls its own: it answers 500 without a reason, and tools have learned the texts.</summary>
    private static readonly string[] CalledInternalByUpstream =
    [
        "resourceVersion should not be set on objects to be created",
        "failed to create typed patch object",
        "unable to find api field in struct",
        "does not contain declared merge key",
        "doesn't match $setElementOrder list",
    ];

    [Fact]
    public async Task MutatedRequests_TenThousand_AreRefusedOrServed()
    {
        var seeds = Seeds.Texts.Concat(await Seeds.BinariesAsync(server.Client, server.Address)).ToList();
        seeds.AddRange(Seeds.Reads);
        var wrong = new ConcurrentQueue<string>();

        await SendAsync(0, WarmUp, seeds, wrong);
        var before = await server.MemoryAsync();
        await SendAsync(WarmUp, Requests, seeds, wrong);
        var after = await server.MemoryAsync();

        Assert.True(wrong.IsEmpty, $"{wrong.Count} answers, the first of them:\n{string.Join('\n', wrong.Take(20))}");
        Assert.True(after - before < MemoryGrowth, $"memory grew from {before} to {after} bytes");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/yaml")]
    [InlineData("application/vnd.kubernetes.protobuf")]
    public async Task Create_BodyOver3MiB_IsTooLarge(string contentType)
    {
        var body = new byte[(3 << 20) + 1];
        Array.Fill(body, (byte)' ');
        await ExpectAsync(new Message("POST", "/api/v1/namespaces/hostile/configmaps", contentType, body), 413, "RequestEntityTooLarge", "limit is 3145728");
    }

    [Fact]
    public async Task Create_YamlThatMultipliesItself_IsRefused()
    {
        var yaml = new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: bomb-}\na: &a [x,x,x,x,x,x,x,x,x]\n");
        for (var level = 'b'; level <= 'j'; level++) yaml.Append($"{level}: &{level} [{string.Join(',', Enumerable.Repeat($"*{(char)(level - 1)}", 9))}]\n");
        await ExpectAsync(new Message("POST", "/api/v1/namespaces/hostile/configmaps", "application/yaml", Encoding.UTF8.GetBytes(yaml.ToString())), 400, "BadRequest", "");
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task Create_JsonNestedWithoutEnd_IsRefused(string open, string close)
    {
        const int Depth = 200_000;
        var nested = string.Concat(Enumerable.Repeat(open, Depth)) + "1" + string.Concat(Enumerable.Repeat(close, Depth));
        await ExpectAsync(new Message("POST", "/api/v1/namespaces/hostile/configmaps", Body: Encoding.UTF8.GetBytes($$"""{"metadata":{"generateName":"deep-"},"data":{{nested}}}""")), 400, "BadRequest", "");
    }

    [Fact]
    public async Task JsonPatch_OfTenThousandAndOneOperations_IsTooLarge()
    {
        var operations = string.Join(',', Enumerable.Repeat("""{"op":"test","path":"/kind","value":"ConfigMap"}""", 10_001));
        await ExpectAsync(new Message("PATCH", "/api/v1/namespaces/hostile/configmaps/target", "application/json-patch+json", Encoding.UTF8.GetBytes($"[{operations}]")), 413, "RequestEntityTooLarge", "10000");
    }

    [Fact]
    public async Task JsonPatch_ThatCopiesItselfLarge_IsRefused()
    {
        var operations = new StringBuilder("""[{"op":"add","path":"/data/x","value":"0123456789"}""");
        for (var i = 0; i < 60; i++) operations.Append($$""",{"op":"copy","from":"/metadata","path":"/metadata/annotations"}""");
        operations.Append(']');
        using var answer = await AnswerAsync(new Message("PATCH", "/api/v1/namespaces/hostile/configmaps/target", "application/json-patch+json", Encoding.UTF8.GetBytes(operations.ToString())));
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    private async Task SendAsync(int from, int to, List<Message> seeds, ConcurrentQueue<string> wrong) =>
        await Parallel.ForEachAsync(Enumerable.Range(from, to - from), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancellation) =>
        {
            var message = new Mutation(number).Apply(seeds[number % seeds.Count]);
            if (await ProblemAsync(message, cancellation) is { } problem) wrong.Enqueue($"{number}: {problem}: {message}");
        });

    /// <returns>What is wrong with the answer; null for a good one.</returns>
    private async Task<string?> ProblemAsync(Message message, CancellationToken cancellation)
    {
        HttpRequestMessage request;
        try
        {
            request = message.ToRequest(server.Address);
        }
        catch (Exception unsendable) when (unsendable is UriFormatException or FormatException)
        {
            return null;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        try
        {
            using (request)
            using (var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token))
            {
                if ((int)answer.StatusCode < 400 || request.Method == HttpMethod.Head) return null;
                return Problem((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(limit.Token));
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "no answer in a minute";
        }
        catch (HttpRequestException lost)
        {
            return lost.ToString();
        }
    }

    private static string? Problem(int code, string? type, string text)
    {
        if (type != "application/json") return code < 500 ? null : $"{code} {text}";
        var status = JsonNode.Parse(text);
        if ((string?)status?["kind"] != "Status" || (int?)status["code"] != code) return $"no Status: {code} {text}";
        var isKnown = code == 500 && status["reason"] is null && CalledInternalByUpstream.Any(known => ((string?)status["message"])?.Contains(known, StringComparison.Ordinal) == true);
        return code < 500 || isKnown ? null : $"{code} {text}";
    }

    private async Task ExpectAsync(Message message, int code, string reason, string text)
    {
        using var answer = await AnswerAsync(message);
        var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.Equal((code, reason), ((int)answer.StatusCode, (string?)status["reason"]));
        Assert.Contains(text, (string?)status["message"], StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AnswerAsync(Message message)
    {
        using var request = message.ToRequest(server.Address);
        return await server.Client.SendAsync(request);
    }
}
