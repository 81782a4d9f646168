using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using System.Text;
using CsvHelper;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Values;
using Pipeline.Partners.Values;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>The row that is being read: its values by meaning, and the issues that reading them brought up.</summary>
internal sealed class FeedRow(FeedText text)
{
    /// <summary>Days before and behind these years stand for none: the first and the last that systems know.</summary>
    private const int FirstYear = 1971;
    private const int LastYear = 2098;

    private readonly List<Issue> issues = [];
    private readonly byte? decimalMark = text.Profile.Decimal is [var mark] ? (byte)mark : null;
    private readonly FeedLayout layout = text.Layout;
    private readonly TextMemo?[] memos = new TextMemo?[FeedLayout.FieldCount];
    private CsvReader? csv;
    private bool isLoose;
    private long line;

    public FeedProfile Profile => text.Profile;

    /// <summary>Article number as the file shows it, or key of a category.</summary>
    public string Shown { get; private set; } = string.Empty;

    /// <summary>The key of the row: <see cref="Shown"/> as compared.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>What is wrong with the row; <see cref="RowPlace.RawRow"/> is left to the caller.</summary>
    public IReadOnlyList<Issue> Findings => issues;

    /// <summary>Number of the day of the delivery that the row announces, 0 when it announces none.</summary>
    public int DeliveryDay { get; set; }

    /// <summary>Begins a row.</summary>
    /// <param name="csv">At its record.</param>
    /// <param name="row">Where it stands, and its key.</param>
    /// <param name="shown">The key as the file shows it.</param>
    /// <param name="isLoose">Whether quotes stand unescaped within its fields: those are text.</param>
    public void Begin(CsvReader csv, in SpilledRow row, string shown, bool isLoose)
    {
        this.csv = csv;
        this.isLoose = isLoose;
        line = row.Line;
        Key = row.Key;
        Shown = shown;
        DeliveryDay = 0;
        issues.Clear();
    }

    public bool Has(FeedField field) => layout.Has(field);

    /// <summary>The bytes of a field without what surrounds its value; empty when the file has no such column.</summary>
    public ReadOnlySpan<byte> Bytes(FeedField field)
    {
        int column = layout[field];
        return column < 0 ? default : Spreadsheet.Unwrap(FieldText.Trim(isLoose ? FieldScanner.Value(csv!.GetRawSpan(column)) : csv!.GetSpan(column)));
    }

    /// <summary>The trimmed text of a field, or null when it is blank.</summary>
    public string? Text(FeedField field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        return bytes.Length == 0 ? null : (memos[(int)field] ??= new TextMemo()).Get(bytes);
    }

    /// <summary>Whether a flag is set: one of the words that say so; a word that nobody knows does not, with a warning.</summary>
    public bool Flag(FeedField field)
    {
        if (FlagWord.IsSet(Bytes(field)) is { } isSet)
        {
            return isSet;
        }

        Warn(IssueCodes.FlagUnknown, field, "A word for yes or no is expected.");
        return false;
    }

    /// <summary>Whether a field holds one of some codes.</summary>
    public bool IsOneOf(FeedField field, IReadOnlyList<string> codes)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        for (int i = 0; bytes.Length > 0 && i < codes.Count; i++)
        {
            if (Ascii.EqualsIgnoreCase(bytes, codes[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A decimal, or null when the field is blank or, with a warning, unreadable or ambiguous.</summary>
    public decimal? Number(FeedField field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (bytes.Length == 0)
        {
            return null;
        }

        if (TryDecimal(field, bytes, out decimal value, out bool isOpen) && !isOpen)
        {
            return value;
        }

        if (isOpen)
        {
            Warn(IssueCodes.NumberAmbiguous, field, "A number is expected whose mark does not group thousands, or a column that tells.");
        }
        else
        {
            Warn(IssueCodes.NumberUnreadable, field, "A decimal number is expected.");
        }

        return null;
    }

    /// <summary>A decimal greater than zero, or null.</summary>
    public decimal? Measure(FeedField field) => Number(field) is > 0 and var value ? value : null;

    /// <summary>Reads an amount that may be stated as <c>X</c> or blank: none.</summary>
    /// <param name="field">The field.</param>
    /// <param name="price">The amount, or null.</param>
    /// <param name="isOpen">Whether nothing tells if its mark is the decimal one or groups thousands.</param>
    /// <returns>False when it is neither none nor a decimal of 0 or more, or when it is open.</returns>
    public bool TryPrice(FeedField field, out decimal? price, out bool isOpen)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        (price, isOpen) = (null, false);
        if (bytes.Length == 0 || bytes is [(byte)'X' or (byte)'x'])
        {
            return true;
        }

        bool read = TryDecimal(field, bytes, out decimal value, out isOpen) && value >= 0 && !isOpen;
        price = read ? value : null;
        return read;
    }

    /// <summary>A quantity as the file says, 0 when blank; null when unreadable or ambiguous, for what cannot be read is never zero.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isNeeded">Whether the row says nothing without it: then an error is reported, else a warning.</param>
    public int? Quantity(FeedField field, bool isNeeded = false)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        int value = 0;
        bool isOpen = false;
        string severity = isNeeded ? IssueSeverity.Error : IssueSeverity.Warning;
        if (bytes.Length == 0 || FieldText.TryQuantity(bytes, decimalMark, out value, out isOpen)
            || (Profile.LowerBounds && FieldText.TryLowerBound(bytes, decimalMark, out value, out isOpen)))
        {
            return isOpen ? Judged(field, bytes, value, severity) : value;
        }

        Add(IssueCodes.QuantityUnreadable, severity, field, "A whole number is expected.");
        return null;
    }

    /// <summary>A date, or null when blank, a placeholder for none or, with a warning, unreadable.</summary>
    public DateOnly? Date(FeedField field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (DateText.IsNone(bytes))
        {
            return null;
        }

        if (DateText.TryRead(bytes, Profile.DateFormats, out DateOnly date))
        {
            return date.Year is < FirstYear or > LastYear ? null : date;
        }

        Warn(IssueCodes.DateUnreadable, field, $"A date is expected ({string.Join(", ", Profile.DateFormats)}).");
        return null;
    }

    public void Warn(string code, FeedField? field, string message) => Add(code, IssueSeverity.Warning, field, message);

    /// <summary>Reports why the row is dropped.</summary>
    public RowReading Fail(string code, FeedField? field, string message)
    {
        Add(code, IssueSeverity.Error, field, message);
        return RowReading.Failed;
    }

    private bool TryDecimal(FeedField field, ReadOnlySpan<byte> bytes, out decimal value, out bool isOpen)
    {
        bool read = DecimalText.TryRead(bytes, decimalMark, out value, out isOpen);
        if (!isOpen)
        {
            return read;
        }

        if (text.Marks.Of(field) is { } mark)
        {
            return DecimalText.TryRead(bytes, mark, out value, out isOpen);
        }

        // Weights and sizes are written with a point and three decimals, and no rate of tax has thousands of percent.
        isOpen = !(field is FeedField.VatPercent || (ColumnMarks.IsSize(field) && bytes.Contains((byte)'.')));
        return read;
    }

    /// <summary>What <c>14.000</c> means: fourteen or fourteen thousand, by the other numbers; else it is open.</summary>
    private int? Judged(FeedField field, ReadOnlySpan<byte> bytes, int value, string severity)
    {
        if (text.Marks.Of(field) is not { } mark)
        {
            Add(IssueCodes.NumberAmbiguous, severity, field, "A number is expected whose mark does not group thousands, or a column that tells.");
            return null;
        }

        return mark == (bytes.Contains((byte)'.') ? (byte)'.' : (byte)',') ? value : value * 1000;
    }

    private void Add(string code, string severity, FeedField? field, string message)
    {
        RowPlace place = new(line) { Column = field is { } column ? layout.NameOf(column) : null };
        issues.Add(Issue.OfRow(place, code, severity, field is { } known ? Text(known) : null, message));
    }
}

/// <summary>Gives the text of the row before again where the bytes are the same: brands, units, and all but the price of a changed row.</summary>
internal sealed class TextMemo
{
    private byte[] bytes = [];
    private int length;
    private string text = string.Empty;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.SequenceEqual(bytes.AsSpan(0, length)))
        {
            return text;
        }

        if (bytes.Length < utf8.Length)
        {
            bytes = new byte[utf8.Length * 2];
        }

        utf8.CopyTo(bytes);
        length = utf8.Length;
        text = RecordFolding.Unfold(Encoding.UTF8.GetString(utf8));
        return text;
    }
}
