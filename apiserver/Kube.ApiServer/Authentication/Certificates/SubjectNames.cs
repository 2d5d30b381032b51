using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace Kube.ApiServer.Authentication.Certificates;

/// <summary>
/// The attributes of a distinguished name in their order. Several may stand in one part of it, as Go writes those of one kind; those
/// whose value is no text are left out.
/// </summary>
internal static class SubjectNames
{
    public const string CommonName = "2.5.4.3";
    public const string Organization = "2.5.4.10";

    /// <exception cref="AsnContentException">It is no such name.</exception>
    public static IReadOnlyList<(string Oid, string Value)> Of(X500DistinguishedName name)
    {
        var found = new List<(string, string)>();
        var parts = new AsnReader(name.RawData, AsnEncodingRules.DER).ReadSequence();
        while (parts.HasData)
        {
            var part = parts.ReadSetOf(skipSortOrderValidation: true);
            while (part.HasData)
            {
                var attribute = part.ReadSequence();
                var oid = attribute.ReadObjectIdentifier();
                if (IsText(attribute.PeekTag())) found.Add((oid, attribute.ReadCharacterString((UniversalTagNumber)attribute.PeekTag().TagValue)));
            }
        }
        return found;
    }

    private static bool IsText(Asn1Tag tag) => tag.TagClass == TagClass.Universal && (UniversalTagNumber)tag.TagValue is
        UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.T61String
        or UniversalTagNumber.BMPString or UniversalTagNumber.NumericString or UniversalTagNumber.VisibleString;
}
