namespace Kube.ApiServer.Errors;

/// <summary>The one way a request fails: thrown anywhere below the verbs, written in one place as a Status.</summary>
internal sealed class StatusException(Status status) : Exception(status.Message)
{
    public Status Status { get; } = status;

    /// <summary>Seconds for the Retry-After header; 0 for none.</summary>
    public int RetryAfterSeconds => Status.Details?.RetryAfterSeconds ?? 0;

    public static StatusException NotFound(GroupResource resource, string name) =>
        new(new Status(404, "NotFound", $"{resource} \"{name}\" not found", Named(resource, name)));

    /// <summary>The path names nothing that is served.</summary>
    public static StatusException UnknownPath() =>
        new(new Status(404, "NotFound", "the server could not find the requested resource", new StatusDetails()));

    public static StatusException AlreadyExists(GroupResource resource, string name) =>
        new(new Status(409, "AlreadyExists", $"{resource} \"{name}\" already exists", Named(resource, name)));

    public static StatusException Conflict(GroupResource resource, string name, string why) =>
        new(new Status(409, "Conflict", $"Operation cannot be fulfilled on {resource} \"{name}\": {why}", Named(resource, name)));

    public static StatusException Modified(GroupResource resource, string name) =>
        Conflict(resource, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static StatusException BadRequest(string message) => new(new Status(400, "BadRequest", message));

    public static StatusException Unauthorized() => new(new Status(401, "Unauthorized", "Unauthorized"));

    public static StatusException Forbidden(GroupResource resource, string name, string why) =>
        new(new Status(403, "Forbidden", name.Length > 0 ? $"{resource} \"{name}\" is forbidden: {why}" : $"{resource} is forbidden: {why}", Named(resource, name)));

    public static StatusException MethodNotAllowed() =>
        new(new Status(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", new StatusDetails()));

    public static StatusException NotAcceptable(IEnumerable<string> available) =>
        new(new Status(406, "NotAcceptable", $"406: Not Acceptable\n\nAvailable representations: {string.Join(", ", available)}", new StatusDetails()));

    public static StatusException UnsupportedMediaType(IEnumerable<string> accepted) =>
        new(new Status(415, "UnsupportedMediaType", $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}"));

    /// <summary>A patch of a kind nobody knows.</summary>
    public static StatusException UnsupportedPatchType() =>
        new(new Status(415, "UnsupportedMediaType", "415: Unsupported Media Type", new StatusDetails()));

    public static StatusException Expired(string message) => new(new Status(410, "Expired", message));

    public static StatusException Gone(string message) => new(new Status(410, "Gone", message));

    public static StatusException RequestTooLarge(long limitBytes) =>
        new(new Status(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limitBytes}"));

    public static StatusException TooManyRequests(string message, int retryAfterSeconds, params StatusCause[] causes) =>
        new(new Status(429, "TooManyRequests", message, new StatusDetails { RetryAfterSeconds = retryAfterSeconds, Causes = causes }));

    /// <summary>The server is at fault: apimachinery's NewInternalError.</summary>
    public static StatusException Internal(string message) =>
        new(new Status(500, "InternalError", $"Internal error occurred: {message}", new StatusDetails { Causes = [new StatusCause("", message)] }));

    /// <summary>A plain Go error that reached the client: code 500 and no reason.</summary>
    public static StatusException Plain(string message) => new(new Status(500, "", message));

    public static StatusException Timeout(string message, int retryAfterSeconds, params StatusCause[] causes) =>
        new(new Status(504, "Timeout", $"Timeout: {message}", new StatusDetails { RetryAfterSeconds = retryAfterSeconds, Causes = causes }));

    public static StatusException ServiceUnavailable(string message) => new(new Status(503, "ServiceUnavailable", message));

    private static StatusDetails Named(GroupResource resource, string name) =>
        new() { Name = name, Group = resource.Group, Kind = resource.Resource };
}
