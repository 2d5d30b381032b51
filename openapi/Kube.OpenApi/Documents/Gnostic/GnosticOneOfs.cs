using Kube.OpenApi.Json;

namespace Kube.OpenApi.Documents.Gnostic;

/// <summary>Which alternative a value takes where gnostic's <c>openapi.v2</c> has a message of several.</summary>
internal static class GnosticOneOfs
{
    /// <summary>Null for a message that is no oneof.</summary>
    public static (int Number, string Type)? Choose(string message, object value) => (message, value) switch
    {
        ("ParametersItem", JsonMap item) => item.ContainsKey("$ref") ? (2, "JsonReference") : (1, "Parameter"),
        ("Parameter", JsonMap parameter) => parameter.String("in") == "body" ? (1, "BodyParameter") : (2, "NonBodyParameter"),
        ("NonBodyParameter", JsonMap parameter) => parameter.String("in") switch
        {
            "header" => (1, "HeaderParameterSubSchema"),
            "formData" => (2, "FormDataParameterSubSchema"),
            "query" => (3, "QueryParameterSubSchema"),
            "path" => (4, "PathParameterSubSchema"),
            var place => throw new ArgumentException($"no parameter is in \"{place}\"", nameof(value)),
        },
        ("ResponseValue", JsonMap response) => response.ContainsKey("$ref") ? (2, "JsonReference") : (1, "Response"),
        ("SchemaItem", JsonMap schema) => schema.String("type") == "file" ? (2, "FileSchema") : (1, "Schema"),
        ("AdditionalPropertiesItem", _) => value is bool ? (2, "bool") : (1, "Schema"),
        ("SecurityDefinitionsItem", JsonMap definition) => (definition.String("type"), definition.String("flow")) switch
        {
            ("basic", _) => (1, "BasicAuthenticationSecurity"),
            ("apiKey", _) => (2, "ApiKeySecurity"),
            (_, "implicit") => (3, "Oauth2ImplicitSecurity"),
            (_, "password") => (4, "Oauth2PasswordSecurity"),
            (_, "application") => (5, "Oauth2ApplicationSecurity"),
            (_, "accessCode") => (6, "Oauth2AccessCodeSecurity"),
            var kind => throw new ArgumentException($"no security is of {kind}", nameof(value)),
        },
        _ => null,
    };
}
