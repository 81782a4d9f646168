using Pipeline.Core.Messages;
using System.Globalization;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Distributors.IngramMicro.Xml;
using Pipeline.Partners.Values;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Reads the fields of one element by the profile; what cannot be read is null and an issue.</summary>
internal sealed class FieldReader(MessageScope scope, CompiledMap map, WireElement element, string path)
{
    private const int ShownCodes = 12;

    /// <summary>Attributes that name the unit of a number, at the element of the number.</summary>
    private static readonly string[] UnitAttributes = ["UnitOfMeasure", "unitOfMeasure", "UOM", "unitCode"];

    private readonly WireProfile profile = scope.Profile;

    public WireProfile Profile => profile;

    /// <summary>The currency that amounts are in when nothing stands beside them, or null.</summary>
    public string? Currency { get; set; }

    /// <summary>Whether a number of pieces of this element could not be read; null when all could, as it is stored.</summary>
    public bool? IsUnsure { get; private set; }

    /// <summary>What has been reported of the message so far.</summary>
    public IReadOnlyList<Issue> Findings => scope.Findings;

    /// <summary>Reports the required fields that have no value.</summary>
    public FieldReader CheckRequired()
    {
        foreach (string name in map.Required.Where(name => Text(name) is null))
        {
            Report(IssueCodes.FieldMissing, name, null);
            IsUnsure = name is "quantity" or "confirmed" ? true : IsUnsure;
        }

        return this;
    }

    public string? Text(string name) =>
        map.Fields.TryGetValue(name, out WirePath? field) && field.Texts(element) is [{ } first, ..] ? first : null;

    public IReadOnlyList<string> Texts(string name) =>
        map.Fields.TryGetValue(name, out WirePath? field) ? field.Texts(element) : [];

    /// <summary>A number that is neither money nor pieces.</summary>
    public decimal? Number(string name) =>
        Read(name, IssueCodes.NumberUnreadable, (string text, out decimal value) => WireNumber.TryPlain(text, profile.Document.Decimal, out value));

    /// <summary>A rate in percent.</summary>
    public decimal? Percent(string name) =>
        Read(name, IssueCodes.NumberUnreadable, (string text, out decimal value) => WireNumber.TryPercent(text, scope.Mark, out value));

    /// <summary>An amount of money; one in another currency than the message's is reported and absent.</summary>
    public decimal? Amount(string name)
    {
        string? beside = null;
        decimal? amount = Read(
            name, IssueCodes.NumberUnreadable,
            (string text, out decimal value) => WireNumber.TryAmount(text, scope.Mark, out value, out beside));
        if (beside is null || Currency is null || string.Equals(beside, Currency, StringComparison.OrdinalIgnoreCase))
        {
            return amount;
        }

        Report(IssueCodes.AmountForeign, name, Text(name)!, Currency);
        return null;
    }

    /// <summary>Pieces, 0 or more; what cannot be read is reported, and nothing may be concluded from the element.</summary>
    public int? Quantity(string name) => Pieces(name, allowNegative: false);

    /// <summary>Pieces, whichever sign they have: a credit note counts what comes back, some with a minus.</summary>
    public int? CreditedQuantity(string name) => Pieces(name, allowNegative: true) is { } pieces ? Math.Abs(pieces) : null;

    private int? Pieces(string name, bool allowNegative)
    {
        if (!map.Fields.TryGetValue(name, out WirePath? field) || field.Found(element) is not [var (at, text), ..])
        {
            return null;
        }

        string? unit = UnitAttributes.Select(at.Attribute).Select(WireText.Trim).FirstOrDefault(static unit => unit is not null);
        if (unit is not null && !WireNumber.IsPieces(unit))
        {
            text = $"{text} {unit}";
        }
        else if (WireNumber.TryPieces(text, profile.Document.Decimal, out int value) && (allowNegative ? value > int.MinValue : value >= 0))
        {
            return value;
        }

        IsUnsure = true;
        Report(allowNegative ? IssueCodes.NumberUnreadable : IssueCodes.QuantityUnreadable, name, text);
        return null;
    }

    /// <summary>A day, or null where the text says that there is none: zeros, or the last day of all.</summary>
    public DateOnly? Date(string name)
    {
        DateOnly? date = Text(name) is { } text && DateText.IsNone(text)
            ? null
            : Read(name, IssueCodes.DateUnreadable, (string text, out DateOnly date) =>
                TimeText.TryDay(text, out date) || DateText.TryRead(text, profile.Document.DateFormats, out date));
        return date == DateOnly.MaxValue ? null : date;
    }

    public DateTimeOffset? Time(string name) =>
        Read(name, IssueCodes.TimeUnreadable, (string text, out DateTimeOffset time) =>
            TimeText.TryTime(text, profile.Document.TimeFormats, profile.TimeZone, out time));

    public bool? Flag(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (profile.Codes["flag"].TryGetValue(text, out string? word))
        {
            return word == "yes";
        }

        Report(IssueCodes.CodeUnknown, name, text, string.Join(", ", profile.Codes["flag"].Keys.Take(ShownCodes)));
        return null;
    }

    /// <summary>Our word for a code that says what becomes of pieces: from one that the profile does not map nothing may be concluded.</summary>
    public T DecisiveCode<T>(string name, string list)
        where T : struct, Enum
    {
        T word = Code<T>(name, list);
        if (Text(name) is not null && EqualityComparer<T>.Default.Equals(word, default))
        {
            IsUnsure = true;
        }

        return word;
    }

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

        Report(IssueCodes.CodeUnknown, name, text, string.Join(", ", profile.Codes[list].Keys.Take(ShownCodes)));
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
        Pipeline.Core.Messages.LineNumber.TryParse(Text(name), out LineNumber number) ? number : null;

    public DistributorLineNumber? DistributorLineNumber(string name) =>
        Pipeline.Core.Messages.DistributorLineNumber.TryParse(Text(name), out DistributorLineNumber number) ? number : null;

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
            yield return new FieldReader(scope, group, part, place) { Currency = Currency }.CheckRequired();
        }
    }

    private delegate bool TryRead<T>(string text, out T value);

    private T? Read<T>(string name, string code, TryRead<T> read)
        where T : struct
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (read(text, out T value))
        {
            return value;
        }

        Report(code, name, text);
        return null;
    }

    private void Report(string code, string name, string? text, string? expected = null)
    {
        string place = map.Fields.TryGetValue(name, out WirePath? field) ? $"{path}/{field.Text}" : $"{path}/{name}";
        scope.Findings.Add(new Issue(code, place, text) { Expected = expected });
    }
}

/// <summary>What all elements of one message are read with.</summary>
/// <param name="Profile">How the account's messages look.</param>
/// <param name="Mark">The decimal mark of amounts: the profile's, or the one that the message itself shows.</param>
/// <param name="Findings">What could not be read so far.</param>
internal sealed record MessageScope(WireProfile Profile, string Mark, List<Issue> Findings)
{
    /// <summary>For one message, whose amounts show the decimal mark where the profile leaves it open.</summary>
    public static MessageScope Of(WireProfile profile, WireElement content, List<Issue> issues) => new(
        profile, profile.Document.Decimal == "auto" ? DecimalMark.Of(content) : profile.Document.Decimal, issues);
}
