namespace Kube.ApiServer.Admission;

/// <summary>A plugin as upstream knows it.</summary>
/// <param name="OnByDefault">It runs unless <c>--disable-admission-plugins</c> names it.</param>
/// <param name="Create">Null where this server has no such step.</param>
internal sealed record AdmissionPlugin(string Name, bool OnByDefault, Func<AdmissionContext, AdmissionStep>? Create = null);
