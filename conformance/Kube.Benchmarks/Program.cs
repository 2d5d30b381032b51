using System.CommandLine;
using Kube.Benchmarks;
using Kube.Benchmarks.Limits;
using Kube.Benchmarks.Reports;

var server = new Option<string?>("--server") { Description = "The address of an API server, as in https://127.0.0.1:6443; none: one is started for the run." };
var token = new Option<string?>("--token") { Description = "A bearer token of somebody who may do anything there." };
var kubeconfig = new Option<string?>("--kubeconfig") { Description = "A kubeconfig whose current context names the API server, instead of --server and --token." };
var programs = new Option<string?>("--programs") { Description = "Where kube-apiserver is, to start one.", Hidden = true };
var pods = new Option<int>("--pods") { Description = "How many pods are created, listed and loaded.", DefaultValueFactory = _ => 8000 };
var only = new Option<string[]>("--only") { Description = "Only these measures: create, get, authorization, update, patch, list, watch, watchers, informer, start.", AllowMultipleArgumentsPerToken = true };
var json = new Option<bool>("--json") { Description = "Print JSON instead of a table." };

var root = new RootCommand("Measures an API server beside what this machine can do at most.") { server, token, kubeconfig, programs, pods, only, json };
root.SetAction(async (parsed, cancellation) =>
{
    var options = new BenchmarkOptions(parsed.GetValue(server), parsed.GetValue(token), parsed.GetValue(kubeconfig), parsed.GetValue(programs), parsed.GetValue(pods), parsed.GetValue(only) ?? []);
    var rows = await new BenchmarkRun(options).RunAsync(row => Console.Error.WriteLine(TableReport.Line(row)), cancellation);
    Console.WriteLine(parsed.GetValue(json) ? JsonReport.Of(rows) : TableReport.Of(rows));
    return 0;
});

var port = new Argument<int>("port");
var folder = new Argument<string>("folder");
var limit = new Command(LimitProcess.Command, "Serves nothing, as fast as it can be served.") { Hidden = true };
limit.Add(port);
limit.Add(folder);
limit.SetAction((parsed, cancellation) => LimitServer.RunAsync(parsed.GetValue(port), parsed.GetValue(folder)!, cancellation));
root.Add(limit);

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BenchmarkException wrong)
{
    await Console.Error.WriteLineAsync($"kube bench: {wrong.Message}");
    return 1;
}
