using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Distributors.IngramMicro.Xml;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Reads the fields of one element by the profile; what cannot be read is null (or 0) and a finding.</summary>
internal sealed class FieldReader(
    WireProfile profile, CompiledMap map, WireElement element, string path, List<Issue> findings)
{
    public WireProfile Profile => profile;

    /// <summary>Reports the required fields that have no value.</summary>
    public FieldReader CheckRequired()
    {
        foreach (string name in map.Required.Where(name => Text(name) is null))
        {
            Report(IssueCodes.FieldMissing, name, null);
        }

        return this;
    }

    public string? Text(string name) =>
        map.Fields.TryGetValue(name, out WirePath? field) && field.Texts(element) is [{ } first, ..] ? first : null;

    public IReadOnlyList<string> Texts(string name) =>
        map.Fields.TryGetValue(name, out WirePath? field) ? field.Texts(element) : [];

    public decimal? Decimal(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (WireText.TryDecimal(text, profile.Document.Decimal, out decimal value))
        {
            return value;
        }

        Report(IssueCodes.NumberUnreadable, name, text);
        return null;
    }

    /// <summary>A whole number; negative, broken and unreadable ones are reported and absent.</summary>
    public int? Quantity(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (WireText.TryDecimal(text, profile.Document.Decimal, out decimal value)
            && value == decimal.Truncate(value) && value is >= 0 and <= int.MaxValue)
        {
            return (int)value;
        }

        Report(IssueCodes.QuantityUnreadable, name, text);
        return null;
    }

    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (WireText.TryDate(text, profile.Document.DateFormats, out DateOnly date))
        {
            return date;
        }

        Report(IssueCodes.DateUnreadable, name, text);
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (WireText.TryTime(text, profile.Document.TimeFormats, profile.TimeZone, out DateTimeOffset time))
        {
            return time;
        }

        Report(IssueCodes.DateUnreadable, name, text);
        return null;
    }

    public bool? Flag(string name) => Text(name) is { } text && profile.Codes["flag"].TryGetValue(text, out string? word)
        ? word == "yes"
        : null;

    /// <summary>Our word for a code; <c>Unknown</c> (the first value) for one the profile does not map.</summary>
    public T Code<T>(string name, string list)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return default;
        }

        if (profile.Codes[list].TryGetValue(text, out string? word) && Enum.TryParse(word, out T value))
        {
            return value;
        }

        Report(IssueCodes.CodeUnknown, name, text, string.Join(", ", profile.Codes[list].Keys.Take(12)));
        return default;
    }

    public DistributorSku? Sku(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DistributorSku.TryParse(text, out DistributorSku sku))
        {
            return sku;
        }

        Report(IssueCodes.TextUnreadable, name, text);
        return null;
    }

    public LineNumber? LineNumber(string name) =>
        Pipeline.Core.Orders.LineNumber.TryParse(Text(name), out LineNumber number) ? number : null;

    public DistributorLineNumber? DistributorLineNumber(string name) =>
        Pipeline.Core.Orders.DistributorLineNumber.TryParse(Text(name), out DistributorLineNumber number) ? number : null;

    /// <summary>The repeated parts of a message, in its order, their required fields checked.</summary>
    public IEnumerable<FieldReader> Group(string name)
    {
        if (!map.Groups.TryGetValue(name, out CompiledMap? group))
        {
            yield break;
        }

        int index = 0;
        foreach (WireElement part in group.Elements.SelectMany(elements => elements.Elements(element)))
        {
            index++;
            string place = string.Create(CultureInfo.InvariantCulture, $"{path}/{part.Name}[{index}]");
            yield return new FieldReader(profile, group, part, place, findings).CheckRequired();
        }
    }

    public void Report(string code, string name, string? text, string? expected = null)
    {
        string place = map.Fields.TryGetValue(name, out WirePath? field) ? $"{path}/{field.Text}" : $"{path}/{name}";
        findings.Add(new Issue(code, place, text) { Expected = expected });
    }
}
