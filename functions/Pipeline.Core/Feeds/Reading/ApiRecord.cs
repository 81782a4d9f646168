using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using System.Globalization;
using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Core.Feeds.Reading;

/// <summary>A record of an API's page while it is read: its members, and the issues that reading them brings up.</summary>
/// <param name="profile">Currency, units and what else the profile says.</param>
/// <param name="fileDate">Day of the answer: a delivery before it is past.</param>
public sealed class ApiRecord(FeedProfile profile, DateOnly fileDate)
{
    private readonly List<Issue> issues = [];
    private long line;

    /// <summary>The profile.</summary>
    public FeedProfile Profile => profile;

    /// <summary>Day of the answer.</summary>
    public DateOnly FileDate => fileDate;

    /// <summary>The record.</summary>
    public JsonElement Json { get; private set; }

    /// <summary>The article; the default in a category feed.</summary>
    public DistributorSku Sku { get; private set; }

    /// <summary>What is wrong with the record.</summary>
    public IReadOnlyList<Issue> Findings => issues;

    /// <summary>Whether the record is dropped.</summary>
    public bool IsFailed { get; private set; }

    /// <summary>Whether the record is dropped, and what an earlier one said of its article does not hold any more.</summary>
    public bool IsWithdrawn { get; private set; }

    /// <summary>Begins a record.</summary>
    /// <param name="json">The record.</param>
    /// <param name="sku">The article.</param>
    /// <param name="at">Number of the record, by which its issues are told.</param>
    public void Begin(JsonElement json, DistributorSku sku, long at)
    {
        (Json, Sku, line) = (json, sku, at);
        (IsFailed, IsWithdrawn) = (false, false);
        issues.Clear();
    }

    /// <summary>A member by its name, whatever its case, or by a path with points (<c>Brand.Description</c>); null when it is absent or null.</summary>
    public JsonElement? Find(string path) => Find(Json, path);

    /// <summary>A member of an object within the record, found as <see cref="Find(string)"/> does.</summary>
    public static JsonElement? Find(JsonElement json, string path)
    {
        JsonElement? found = json;
        foreach (Range part in path.AsSpan().Split('.'))
        {
            found = found is { ValueKind: JsonValueKind.Object } parent ? Member(parent, path.AsSpan(part)) : null;
        }

        return found is { ValueKind: not JsonValueKind.Null } ? found : null;
    }

    /// <summary>The trimmed text of a member, a number as it is written; null when it is absent or blank.</summary>
    public string? Text(string path) => Text(Json, path);

    /// <summary>The text of a member of an object within the record, read as <see cref="Text(string)"/> does.</summary>
    public static string? Text(JsonElement json, string path)
    {
        string? text = Find(json, path) is { } value
            ? value.ValueKind is JsonValueKind.Number ? value.GetRawText() : value.GetString()?.Trim()
            : null;
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>The elements of an array; none when it is absent.</summary>
    public IEnumerable<JsonElement> Items(string path) => Find(path) is { } array ? array.EnumerateArray() : [];

    /// <summary>A decimal, also one that is written as text with a point; null when it is absent or, with a warning, unreadable.</summary>
    public decimal? Number(string path)
    {
        if (Text(path) is not { } text)
        {
            return null;
        }

        if (TryDecimal(text, out decimal value))
        {
            return value;
        }

        Warn(IssueCodes.NumberUnreadable, path, "A decimal number is expected.");
        return null;
    }

    /// <summary>A whole number; null when it is absent, and when it is unreadable, for which the record is dropped.</summary>
    public int? Quantity(string path)
    {
        if (Text(path) is not { } text)
        {
            return null;
        }

        if (TryWhole(text, out int value))
        {
            return value;
        }

        _ = Fail(IssueCodes.QuantityUnreadable, path, "A whole number is expected.");
        return null;
    }

    /// <summary>A yes or no, also one that is written as text or as 0 and 1; null when it is absent or, with a warning, neither.</summary>
    public bool? Flag(string path)
    {
        switch (Find(path)?.ValueKind)
        {
            case null:
                return null;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
        }

        switch (Text(path)?.ToUpperInvariant())
        {
            case null:
                return null;
            case "TRUE" or "1":
                return true;
            case "FALSE" or "0":
                return false;
            default:
                Warn(IssueCodes.FlagUnknown, path, "true or false is expected.");
                return null;
        }
    }

    /// <summary>A price of 0 or more; null when it is absent. Any other text drops the record.</summary>
    public decimal? Price(string path)
    {
        if (Text(path) is not { } text)
        {
            return null;
        }

        if (TryDecimal(text, out decimal value) && value >= 0)
        {
            return value;
        }

        _ = Fail(IssueCodes.PriceUnreadable, path, "A decimal of 0 or more, or nothing, is expected.");
        return null;
    }

    /// <summary>A GTIN; null when it is absent or, with a warning, none.</summary>
    public string? Gtin(string path)
    {
        if (Text(path) is not { } text)
        {
            return null;
        }

        if (Catalog.Gtin.TryParse(text, out Gtin gtin))
        {
            return gtin.Value;
        }

        Warn(IssueCodes.EanInvalid, path, "An EAN-8, UPC-12, EAN-13 or GTIN-14 with a valid check digit is expected.");
        return null;
    }

    /// <summary>Reports what is wrong with a member; the record is kept.</summary>
    public void Warn(string code, string? path, string message) => Add(code, IssueSeverity.Warning, path, message);

    /// <summary>Reports why the record is dropped.</summary>
    /// <returns>No facts.</returns>
    public FeedFacts Fail(string code, string? path, string message)
    {
        Add(code, IssueSeverity.Error, path, message);
        IsFailed = true;
        return default;
    }

    /// <summary>Reports why the record is dropped, and that its article does not keep what an earlier one said of it.</summary>
    /// <returns>No facts.</returns>
    public FeedFacts Withdraw(string code, string? path, string message)
    {
        IsWithdrawn = true;
        return Fail(code, path, message);
    }

    /// <summary>Reads a number as JSON writes it: a point before the decimals, perhaps an exponent.</summary>
    public static bool TryDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a whole number as JSON writes it, also <c>3.0</c>.</summary>
    public static bool TryWhole(string text, out int value)
    {
        bool isWhole = TryDecimal(text, out decimal read) && decimal.Truncate(read) == read && read is >= int.MinValue and <= int.MaxValue;
        value = isWhole ? (int)read : 0;
        return isWhole;
    }

    private static JsonElement? Member(JsonElement parent, ReadOnlySpan<char> name)
    {
        foreach (JsonProperty member in parent.EnumerateObject())
        {
            if (name.Equals(member.Name, StringComparison.OrdinalIgnoreCase))
            {
                return member.Value;
            }
        }

        return null;
    }

    private void Add(string code, string severity, string? path, string message)
    {
        string? text = path is not null && Find(path) is { } value ? value.ToString() : null;
        issues.Add(Issue.OfRow(new RowPlace(line) { Column = path }, code, severity, text, message));
    }
}
