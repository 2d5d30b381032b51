using Kube.ApiServer.Patching.FieldOwnership.Sets;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <param name="Fields">What is owned.</param>
/// <param name="Encoded">The same as <c>fieldsV1</c> has it; may be shared, so not to be changed.</param>
internal sealed record OwnedFields(FieldSet Fields, JsonMap Encoded);
