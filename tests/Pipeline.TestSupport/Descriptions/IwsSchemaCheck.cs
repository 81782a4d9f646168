using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace Pipeline.TestSupport.Descriptions;

/// <summary>
/// Compares a value with a schema, strictly: a member that the schema does not name is a finding. Of alternatives the nearest
/// counts, since those of the description cannot be told apart.
/// </summary>
internal sealed partial class IwsSchemaCheck(string operation, bool isRequest)
{
    private static readonly string[] SampleMembers = ["TotalPaymentsAmount", "ShipAddress", "ParentSku", "Memo"];

    public List<IwsFinding> Check(JsonElement value, IOpenApiSchema schema, string path)
    {
        if (schema.OneOf is { Count: > 0 } alternatives)
        {
            return Nearest(value, alternatives, path);
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            return [Found(path, "null", IwsContradiction.NullMember)];
        }

        if (schema.Type is { } type && !Fits(value, type))
        {
            return [Found(path, $"{value.ValueKind}, not {type}", OtherType(path, value))];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object when schema.Properties is { Count: > 0 } => [.. Missing(value, schema, path), .. Members(value, schema, path)],
            JsonValueKind.Array when schema.Items is { } items => [.. value.EnumerateArray().SelectMany(element => Check(element, items, $"{path}[]"))],
            JsonValueKind.String => [.. Text(value.GetString()!, schema, path)],
            _ => [],
        };
    }

    private static bool Fits(JsonElement value, JsonSchemaType type) => value.ValueKind switch
    {
        JsonValueKind.Object => type.HasFlag(JsonSchemaType.Object),
        JsonValueKind.Array => type.HasFlag(JsonSchemaType.Array),
        JsonValueKind.String => type.HasFlag(JsonSchemaType.String),
        JsonValueKind.Number => type.HasFlag(JsonSchemaType.Number) || (type.HasFlag(JsonSchemaType.Integer) && value.TryGetInt64(out _)),
        _ => type.HasFlag(JsonSchemaType.Boolean),
    };

    private List<IwsFinding> Nearest(JsonElement value, IList<IOpenApiSchema> alternatives, string path)
    {
        // Rows where one is described, and no alternative is an array.
        if (value.ValueKind == JsonValueKind.Array && alternatives.All(schema => schema.Type == JsonSchemaType.Object))
        {
            return
            [
                Found(path, "an array", IwsContradiction.ArrayForObject),
                .. value.EnumerateArray().SelectMany(element => Nearest(element, alternatives, $"{path}[]")),
            ];
        }

        IOpenApiSchema[] ofItsType = [.. alternatives.Where(schema => schema.Type is not { } type || Fits(value, type))];
        return (ofItsType.Length > 0 ? ofItsType : alternatives).Select(schema => Check(value, schema, path))
            .OrderBy(found => found.Count(finding => finding.Contradiction is null)).ThenBy(found => found.Count).First();
    }

    private IEnumerable<IwsFinding> Missing(JsonElement value, IOpenApiSchema schema, string path) => (schema.Required ?? new HashSet<string>())
        .Where(name => !value.TryGetProperty(name, out _))
        .Select(name => Found(path, $"{name} is missing", IsNestedPrice("Price") && value.TryGetProperty("Price", out _) ? IwsContradiction.NestedPrice : null));

    private IEnumerable<IwsFinding> Members(JsonElement value, IOpenApiSchema schema, string path)
    {
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string at = $"{path}.{member.Name}";
            if (schema.Properties!.TryGetValue(member.Name, out IOpenApiSchema? described))
            {
                foreach (IwsFinding finding in Check(member.Value, described, at))
                {
                    yield return finding;
                }

                continue;
            }

            IwsContradiction? known = UnknownMember(member.Name);
            yield return Found(at, "an unknown member", known);
            if (known is IwsContradiction.NestedPrice or IwsContradiction.WrappedStatus)
            {
                foreach (IwsFinding finding in Check(member.Value, schema, at))
                {
                    yield return finding;
                }
            }
        }
    }

    private IEnumerable<IwsFinding> Text(string text, IOpenApiSchema schema, string path)
    {
        if (schema.Enum is { Count: > 0 } allowed && allowed.All(value => value.GetValue<string>() != text))
        {
            yield return Found(path, $"'{text}' is none of {string.Join(", ", allowed)}", null);
        }

        if (schema.Format == "date-time" && !Instant().IsMatch(text))
        {
            yield return Found(path, "no date-time", LocalTime().IsMatch(text) ? IwsContradiction.DateTimeWithoutZone : null);
        }
    }

    private bool IsNestedPrice(string member) => member == "Price" && operation == "getpricelist";

    private IwsContradiction? UnknownMember(string name) => name switch
    {
        "MPN" => IwsContradiction.MpnSpelling,
        "reference" or "SKU" => IwsContradiction.ErrorMemberCase,
        "Price" when IsNestedPrice(name) => IwsContradiction.NestedPrice,
        "Status" when operation == "getorderstatus" => IwsContradiction.WrappedStatus,
        "Status" when operation == "getinvoice" => IwsContradiction.SampleMember,
        _ when SampleMembers.Contains(name) => IwsContradiction.SampleMember,
        _ => null,
    };

    private static IwsContradiction? OtherType(string path, JsonElement value) => (path[(path.LastIndexOf('.') + 1)..], value.ValueKind) switch
    {
        ("InStock", JsonValueKind.String) => IwsContradiction.QuotedStock,
        ("StatusCode", JsonValueKind.String) => IwsContradiction.QuotedStatusCode,
        ("ErrorCode", JsonValueKind.String) => IwsContradiction.QuotedErrorCode,
        ("Quantity", JsonValueKind.String) => IwsContradiction.QuotedQuantity,
        ("Discounts", JsonValueKind.Object) when path.EndsWith("Items[].Discounts", StringComparison.Ordinal) => IwsContradiction.DiscountsAsAmount,
        (_, JsonValueKind.Number) when path.Contains(".UsdExchangeRate.", StringComparison.Ordinal) => IwsContradiction.FractionalRate,
        _ => null,
    };

    // Contradictions of answers excuse no request, and the other way round.
    private IwsFinding Found(string path, string what, IwsContradiction? contradiction) =>
        new(path, what, isRequest == (contradiction == IwsContradiction.QuotedQuantity) ? contradiction : null);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LocalTime();
}
