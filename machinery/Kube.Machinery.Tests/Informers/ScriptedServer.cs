using k8s;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kube.Machinery.Tests.Informers;

/// <summary>A HTTP server that gives each prepared answer once, to the first request whose query holds its text.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly List<(string Query, string Body, bool KeepOpen, int Status)> _answers = [];
    private readonly WebApplication _app;

    private ScriptedServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public static async Task<ScriptedServer> StartAsync()
    {
        var server = new ScriptedServer();
        await server._app.StartAsync();
        return server;
    }

    public void Answer(string query, string body, bool keepOpen = false, int status = 200) => _answers.Add((query, body, keepOpen, status));

    public Kubernetes Connect() => new(new KubernetesClientConfiguration
    {
        Host = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(),
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var at = _answers.FindIndex(answer => context.Request.QueryString.Value!.Contains(answer.Query, StringComparison.Ordinal));
        if (at < 0)
        {
            context.Response.StatusCode = 404;
            return;
        }
        var (_, body, keepOpen, status) = _answers[at];
        _answers.RemoveAt(at);
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(body);
        await context.Response.Body.FlushAsync();
        if (keepOpen)
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
