using System.Text.Json;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Reads the members of one JSON object and notes every fault with its place; never throws for what it reads.</summary>
internal sealed class RequestMembers(JsonElement element, string pointer, List<Issue> faults)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public bool Has(string name) => Find(name) is not null;

    /// <summary>Notes a fault; its place is the member's name.</summary>
    public void Fault(Issue issue) => faults.Add(issue with { Where = PointerTo(issue.Where ?? string.Empty) });

    /// <summary>A text without blanks around it, or null; blank text counts as absent.</summary>
    public string? Text(string name, int limit, bool isRequired = false)
    {
        if (Find(name) is not { } value)
        {
            return isRequired ? Missing(name) : null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return WrongType(name, value, "string");
        }

        return Clean(name, value.GetString()!, limit) ?? (isRequired && IsBlank(value) ? Missing(name) : null);
    }

    /// <summary>One text, or a list of texts.</summary>
    public IReadOnlyList<string> Texts(string name, int limit, bool isRequired)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            return Text(name, limit, isRequired) is { } only ? [only] : [];
        }

        List<string> texts = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            string place = $"{name}/{texts.Count}";
            if (item.ValueKind != JsonValueKind.String)
            {
                _ = WrongType(place, item, "string");
                return [];
            }

            texts.Add(Clean(place, item.GetString()!, limit) ?? string.Empty);
        }

        texts.RemoveAll(static text => text.Length == 0);
        if (texts.Count == 0 && isRequired)
        {
            _ = Missing(name);
        }

        return texts;
    }

    public int? Whole(string name, string code, int from, int to, bool isRequired = false)
    {
        if (Find(name) is not { } value)
        {
            _ = isRequired ? Missing(name) : null;
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= from && number <= to)
        {
            return number;
        }

        Fault(new Issue(code, name, value.GetRawText()));
        return null;
    }

    public decimal? Price(string name, decimal limit)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out decimal price) && price > 0 && price <= limit)
        {
            // 10.50 and 10.5 are the same price; dividing by one with many places takes trailing zeros away.
            return price / 1.000000000000000000000000000m;
        }

        Fault(new Issue(IssueCodes.PriceInvalid, name, value.GetRawText()));
        return null;
    }

    public bool Flag(string name)
    {
        if (Find(name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) } value)
        {
            _ = WrongType(name, value, "boolean");
            return false;
        }

        return Find(name) is { ValueKind: JsonValueKind.True };
    }

    public RequestMembers? Object(string name, bool isRequired = false)
    {
        if (Find(name) is not { } value)
        {
            _ = isRequired ? Missing(name) : null;
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new RequestMembers(value, PointerTo(name), faults);
        }

        _ = WrongType(name, value, "object");
        return null;
    }

    /// <summary>The objects of a list; null for entries that are none.</summary>
    public IReadOnlyList<RequestMembers?>? Objects(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            _ = WrongType(name, value, "array");
            return null;
        }

        List<RequestMembers?> objects = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            string place = $"{name}/{objects.Count}";
            bool isObject = item.ValueKind == JsonValueKind.Object;
            objects.Add(isObject ? new RequestMembers(item, PointerTo(place), faults) : null);
            _ = isObject ? null : WrongType(place, item, "object");
        }

        return objects;
    }

    /// <summary>Notes the members that nobody has asked for: a misspelt name must not be silently ignored.</summary>
    public void RefuseUnknown()
    {
        foreach (JsonProperty member in element.EnumerateObject().Where(member => !known.Contains(member.Name)))
        {
            Fault(new Issue(IssueCodes.MemberUnknown, Escape(member.Name), member.Name)
                .Expecting(string.Join(", ", known.Order(StringComparer.Ordinal))));
        }
    }

    private static bool IsBlank(JsonElement value) => string.IsNullOrWhiteSpace(value.GetString());

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private string PointerTo(string name) => name.Length == 0 ? pointer : $"{pointer}/{name}";

    private JsonElement? Find(string name)
    {
        known.Add(name);
        return element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string? Clean(string name, string text, int limit)
    {
        string clean = text.Trim();
        if (clean.Any(char.IsControl))
        {
            Fault(new Issue(IssueCodes.CharacterNotAllowed, name, clean));
            return null;
        }

        if (clean.Length > limit)
        {
            Fault(new Issue(IssueCodes.TextTooLong, name, clean).With("length", clean.Length).With("limit", limit));
            return null;
        }

        return clean.Length == 0 ? null : clean;
    }

    private string? Missing(string name)
    {
        Fault(new Issue(IssueCodes.ValueMissing, name, null).With("member", name[(name.LastIndexOf('/') + 1)..]));
        return null;
    }

    private string? WrongType(string name, JsonElement value, string expected)
    {
        Fault(new Issue(IssueCodes.TypeWrong, name, value.GetRawText()).Expecting(expected));
        return null;
    }
}
