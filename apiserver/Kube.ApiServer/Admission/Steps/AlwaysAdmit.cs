using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission.Steps;

/// <summary>Has no say in anything; kept, as upstream keeps it, for command lines that name it.</summary>
internal sealed class AlwaysAdmit : AdmissionStep
{
    public override string Name => "AlwaysAdmit";

    public override bool Concerns(Resource resource) => false;
}
