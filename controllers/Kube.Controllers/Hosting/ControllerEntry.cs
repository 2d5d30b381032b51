namespace Kube.Controllers.Hosting;

/// <param name="ActsAsManager">It works with the controller manager's own rights, even where controllers have accounts of their own.</param>
internal sealed record ControllerEntry(string Name, Func<ControllerContext, IController> Create, bool ActsAsManager = false);
