using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Kube.ApiServer.Authentication;
using Kube.ApiServer.Authentication.ServiceAccounts;
using Kube.ApiServer.Hosting;
using Kube.ApiServer.Tests.Storage;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Hosting;

/// <summary>A real server on a free port, with its own store, shared by the tests of a class; each test takes its own namespace.</summary>
public sealed class ApiServerFixture : IAsyncLifetime
{
    /// <summary>Of the user admin in system:masters.</summary>
    public const string AdminToken = "admin-token";

    /// <summary>Of a user who has no rights but everybody's.</summary>
    public const string UserToken = "user-token";

    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _stop = new();
    private static int _lastPort = Random.Shared.Next(10_000, 14_000);

    private int _namespaces;
    private Task<int> _running = Task.FromResult(0);

    private string _mode = "Node,RBAC";

    public HttpClient Admin { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    /// <summary>A server of a test's own in another authorization mode.</summary>
    internal static async Task<ApiServerFixture> StartAsync(string authorizationMode)
    {
        var server = new ApiServerFixture { _mode = authorizationMode };
        await server.InitializeAsync();
        return server;
    }

    public async Task InitializeAsync()
    {
        var tokens = _folder.File("tokens");
        await File.WriteAllTextAsync(tokens, $"{AdminToken},admin,1,\"system:masters\"\n{UserToken},user,2\n");
        var port = FreePort();
        _running = ApiServerHost.RunAsync(
            new ApiServerOptions
            {
                BindAddress = "127.0.0.1",
                SecurePort = port,
                AuthorizationMode = _mode,
                Authentication = new AuthenticationOptions { TokenAuthFile = tokens, ServiceAccounts = new ServiceAccountOptions { SigningKeyFile = SigningKey() } },
                EnableAdmissionPlugins = ["NodeRestriction"],
                DataDirectory = _folder.File("data"),
            },
            _stop.Token);
        Anonymous = Client(port, null);
        Admin = Client(port, AdminToken);
        await ReadyAsync();
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        Admin.Dispose();
        Anonymous.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }

    /// <summary>A new namespace with the account that pods need; its name.</summary>
    public async Task<string> NamespaceAsync()
    {
        var name = $"test-{Interlocked.Increment(ref _namespaces)}";
        await SendAsync(HttpMethod.Post, "/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{name}}}"}}""", 201);
        await SendAsync(HttpMethod.Post, $"/api/v1/namespaces/{name}/serviceaccounts", """{"metadata":{"name":"default"}}""", 201);
        return name;
    }

    /// <summary>Sends a JSON body and expects a JSON object with that status.</summary>
    public async Task<JsonMap> SendAsync(HttpMethod method, string path, string? body = null, int expected = 200, string contentType = "application/json")
    {
        using var response = await RawAsync(method, path, body, contentType);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == (int)response.StatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return (JsonMap)JsonReader.Read(text)!;
    }

    /// <summary>The same as somebody else, whom the administrator impersonates.</summary>
    public async Task<JsonMap> SendAsAsync(string user, HttpMethod method, string path, string? body, int expected, string? group = null)
    {
        using var response = await RawAsync(method, path, body, user: user, group: group);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == (int)response.StatusCode, $"{user} {method} {path}: {(int)response.StatusCode} {text}");
        return (JsonMap)JsonReader.Read(text)!;
    }

    public Task<JsonMap> GetAsync(string path, int expected = 200) => SendAsync(HttpMethod.Get, path, null, expected);

    public async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json", string? accept = null, string? user = null, string? group = null, string? bearer = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (user is not null) request.Headers.Add("Impersonate-User", user);
        if (group is not null) request.Headers.Add("Impersonate-Group", group);
        if (bearer is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (accept is not null) request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType));
        return await Admin.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Waits until an object is there.</summary>
    public async Task<JsonMap> EventuallyAsync(string path)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            using var answer = await RawAsync(HttpMethod.Get, path);
            if (answer.IsSuccessStatusCode) return (JsonMap)JsonReader.Read(await answer.Content.ReadAsStringAsync(limit.Token))!;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    private async Task ReadyAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!_running.IsCompleted && await timer.WaitForNextTickAsync())
        {
            try
            {
                using var ready = await Admin.GetAsync(new Uri("/readyz", UriKind.Relative));
                if (ready.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        Assert.Fail($"the server ended with {await _running}");
    }

    private static HttpClient Client(int port, string? token)
    {
#pragma warning disable CA5399, CA2000 // The server is this process, its certificate its own; the client owns the handler.
        var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true })
#pragma warning restore CA5399, CA2000
        {
            BaseAddress = new Uri($"https://127.0.0.1:{port}"),
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private string SigningKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(_folder.File("sa.key"), key.ExportECPrivateKeyPem());
        return _folder.File("sa.key");
    }

    /// <summary>Given once in this run, and from below those the system gives to connections: it stays free until the server has it.</summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _lastPort);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's.
            }
        }
    }
}
