using Kube.ApiServer.Hosting;

return await new CommandLine().ToCommand(ApiServerHost.RunAsync).Parse(args).InvokeAsync();
