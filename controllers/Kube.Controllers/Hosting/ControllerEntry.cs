namespace Kube.Controllers.Hosting;

internal sealed record ControllerEntry(string Name, Func<ControllerContext, IController> Create);
