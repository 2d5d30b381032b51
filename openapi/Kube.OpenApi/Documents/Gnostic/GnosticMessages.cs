using System.Collections.Frozen;

namespace Kube.OpenApi.Documents.Gnostic;

/// <summary>
/// The messages of https://github.com/google/gnostic-models/blob/main/openapiv2/OpenAPIv2.proto that are no oneof. Fields are in the
/// order of their numbers, which start at 1 and leave nothing out: <c>key:type</c>, a string without type, repeated with <c>*</c>.
/// <c>{prefix}</c> stands for all keys that begin so, as pairs of name and value; <c>.</c> is the value itself.
/// </summary>
internal static class GnosticMessages
{
    private const string Bounds = "maximum:double exclusiveMaximum:bool minimum:double exclusiveMinimum:bool maxLength:int minLength:int pattern maxItems:int minItems:int uniqueItems:bool";
    private const string Primitive = $"type format items:PrimitivesItems collectionFormat default:Any {Bounds} enum:Any* multipleOf:double";

    private const string Table = $$"""
        Document swagger info:Info host basePath schemes* consumes* produces* paths:Paths definitions:Definitions parameters:ParameterDefinitions responses:ResponseDefinitions security:SecurityRequirement* securityDefinitions:SecurityDefinitions tags:Tag* externalDocs:ExternalDocs {x-}:Any
        Info title version description termsOfService contact:Contact license:License {x-}:Any
        Contact name url email {x-}:Any
        License name url {x-}:Any
        Tag name description externalDocs:ExternalDocs {x-}:Any
        ExternalDocs description url {x-}:Any
        Paths {x-}:Any {/}:PathItem
        PathItem $ref get:Operation put:Operation post:Operation delete:Operation options:Operation head:Operation patch:Operation parameters:ParametersItem* {x-}:Any
        Operation tags* summary description externalDocs:ExternalDocs operationId produces* consumes* parameters:ParametersItem* responses:Responses schemes* deprecated:bool security:SecurityRequirement* {x-}:Any
        ParameterDefinitions {}:Parameter
        BodyParameter description name in required:bool schema:Schema {x-}:Any
        HeaderParameterSubSchema required:bool in description name {{Primitive}} {x-}:Any
        FormDataParameterSubSchema required:bool in description name allowEmptyValue:bool {{Primitive}} {x-}:Any
        QueryParameterSubSchema required:bool in description name allowEmptyValue:bool {{Primitive}} {x-}:Any
        PathParameterSubSchema required:bool in description name {{Primitive}} {x-}:Any
        PrimitivesItems {{Primitive}} {x-}:Any
        Responses {}:ResponseValue {x-}:Any
        ResponseDefinitions {}:Response
        Response description schema:SchemaItem headers:Headers examples:Examples {x-}:Any
        Headers {}:Header
        Header {{Primitive}} description {x-}:Any
        Examples {}:Any
        JsonReference $ref description
        Definitions {}:Schema
        Schema $ref format title description default:Any multipleOf:double {{Bounds}} maxProperties:int minProperties:int required* enum:Any* additionalProperties:AdditionalPropertiesItem type:TypeItem items:ItemsItem allOf:Schema* properties:Properties discriminator readOnly:bool xml:Xml externalDocs:ExternalDocs example:Any {x-}:Any
        Properties {}:Schema
        TypeItem .*
        ItemsItem .:Schema*
        FileSchema format title description default:Any required* type readOnly:bool externalDocs:ExternalDocs example:Any {x-}:Any
        Xml name namespace prefix attribute:bool wrapped:bool {x-}:Any
        SecurityRequirement {}:StringArray
        StringArray .*
        SecurityDefinitions {}:SecurityDefinitionsItem
        BasicAuthenticationSecurity type description {x-}:Any
        ApiKeySecurity type name in description {x-}:Any
        Oauth2ImplicitSecurity type flow scopes:Oauth2Scopes authorizationUrl description {x-}:Any
        Oauth2PasswordSecurity type flow scopes:Oauth2Scopes tokenUrl description {x-}:Any
        Oauth2ApplicationSecurity type flow scopes:Oauth2Scopes tokenUrl description {x-}:Any
        Oauth2AccessCodeSecurity type flow scopes:Oauth2Scopes authorizationUrl tokenUrl description {x-}:Any
        Oauth2Scopes {}
        """;

    private static readonly FrozenDictionary<string, GnosticField[]> All =
        Table.Split('\n').Select(line => line.Split(' ')).ToFrozenDictionary(words => words[0], words => words.Skip(1).Select(Field).ToArray());

    /// <summary>The fields of a message in the order of their numbers.</summary>
    public static GnosticField[] Fields(string message) => All[message];

    private static GnosticField Field(string word, int at)
    {
        var parts = word.TrimEnd('*').Split(':');
        var named = parts[0][0] == '{';
        return new(at + 1, named ? parts[0][1..^1] : parts[0], parts.Length > 1 ? parts[1] : "string", word[^1] == '*', named);
    }
}
