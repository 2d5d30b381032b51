namespace Kube.Controllers.Hosting;

/// <param name="ActsAsManager">It works with the controller manager's own rights, even where controllers have accounts of their own.</param>
/// <param name="OnlyByName">It runs only where <c>--controllers</c> names it, not with <c>*</c>.</param>
internal sealed record ControllerEntry(string Name, Func<ControllerContext, IController> Create, bool ActsAsManager = false, bool OnlyByName = false);
