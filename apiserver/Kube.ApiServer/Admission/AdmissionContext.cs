using Kube.ApiServer.Admission.Configuration;
using Kube.ApiServer.Authorization;

namespace Kube.ApiServer.Admission;

/// <summary>What steps are made from.</summary>
internal sealed record AdmissionContext(IAuthorizer Authorizer, AdmissionConfiguration Configuration, TimeProvider Time);
