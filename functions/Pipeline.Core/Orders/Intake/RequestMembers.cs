using System.Text.Json;

namespace Pipeline.Core.Orders.Intake;

/// <summary>Reads the members of one JSON object and notes every fault with its place; never throws for what it reads.</summary>
internal sealed class RequestMembers(JsonElement element, string pointer, List<OrderFault> faults)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public bool Has(string name) => Find(name) is not null;

    public void Fault(string code, string name, string? text, string cause, string remedy) =>
        faults.Add(new OrderFault(code, PointerTo(name), Shorten(text), cause, remedy));

    /// <summary>A text without blanks around it, or null; blank text counts as absent.</summary>
    public string? Text(string name, int limit, bool isRequired = false)
    {
        if (Find(name) is not { } value)
        {
            return isRequired ? Missing(name) : null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return WrongType(name, value, "a text in quotes");
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
                _ = WrongType(place, item, "a text in quotes");
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

        Fault(code, name, value.GetRawText(), "The number is not one that is allowed.", $"Give a whole number from {from} to {to}, without quotes.");
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

        Fault(
            OrderFaultCodes.PriceInvalid, name, value.GetRawText(), "The price is not one that is allowed.",
            $"Give a net price per piece above 0 and at most {limit:0}, as a number without quotes, or leave it out.");
        return null;
    }

    public bool Flag(string name)
    {
        if (Find(name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) } value)
        {
            _ = WrongType(name, value, "true or false");
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

        _ = WrongType(name, value, "an object in braces");
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
            _ = WrongType(name, value, "a list in brackets");
            return null;
        }

        List<RequestMembers?> objects = [];
        foreach (JsonElement item in value.EnumerateArray())
        {
            string place = $"{name}/{objects.Count}";
            bool isObject = item.ValueKind == JsonValueKind.Object;
            objects.Add(isObject ? new RequestMembers(item, PointerTo(place), faults) : null);
            _ = isObject ? null : WrongType(place, item, "an object in braces");
        }

        return objects;
    }

    /// <summary>Notes the members that nobody has asked for: a misspelt name must not be silently ignored.</summary>
    public void RefuseUnknown()
    {
        foreach (JsonProperty member in element.EnumerateObject().Where(member => !known.Contains(member.Name)))
        {
            Fault(
                OrderFaultCodes.MemberUnknown, Escape(member.Name), member.Name, "There is no member of this name here.",
                $"Leave it out, or use one of {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }
    }

    private static bool IsBlank(JsonElement value) => string.IsNullOrWhiteSpace(value.GetString());

    private static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string? Shorten(string? text) =>
        text is { Length: > OrderFault.MaxText } ? text[..OrderFault.MaxText] : text;

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
            Fault(OrderFaultCodes.CharacterNotAllowed, name, clean, "The text holds a control character.", "Take line breaks and the like out.");
            return null;
        }

        if (clean.Length > limit)
        {
            Fault(OrderFaultCodes.TextTooLong, name, clean, $"The text has {clean.Length} characters.", $"Shorten it to {limit}.");
            return null;
        }

        return clean.Length == 0 ? null : clean;
    }

    private string? Missing(string name)
    {
        Fault(OrderFaultCodes.ValueMissing, name, null, "A value that is needed is missing.", $"Give {name[(name.LastIndexOf('/') + 1)..]}.");
        return null;
    }

    private string? WrongType(string name, JsonElement value, string expected)
    {
        Fault(OrderFaultCodes.TypeWrong, name, value.GetRawText(), "The value is of another type.", $"Give {expected}.");
        return null;
    }
}
