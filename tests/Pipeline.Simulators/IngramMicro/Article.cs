using System.Globalization;
using System.Text;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>One article as the distributor knows it, at one moment: the truth behind its rows.</summary>
internal sealed class Article
{
    /// <summary>In a text, the character 0xF700 + n stands for the bare byte n.</summary>
    public const char RawByteMark = '\uF700';

    private const int FirstSku = 1_000_000;

    private readonly ulong seed;
    private readonly int slot;

    public Article(ulong seed, int slot, Slot state)
    {
        this.seed = seed;
        this.slot = slot;
        State = state;
        Category = Vocabulary.Categories[CategoryIndex(seed, slot)];
        Brand = Vocabulary.Brands[Draw(1, Vocabulary.Brands.Length)];
        VendorPartNumber = MakeVendorPartNumber();
        Ean = MakeEan();
        (Description, LongDescription) = MakeDescriptions();
        int times = 1 + Draw(2, 3);
        FeeCents fees = Category.Fees;
        Fees = new(fees.Music * times, fees.Recycling * times, fees.Document * times, fees.Battery * times);
    }

    public Slot State { get; }

    public ArticleCategory Category { get; }

    public string Brand { get; }

    /// <summary>At most 20 characters; may hold a space, <c>#</c> or <c>/</c>.</summary>
    public string VendorPartNumber { get; }

    /// <summary>At most 40 characters, cut where it is longer, without spaces at its ends.</summary>
    public string Description { get; }

    /// <summary>Often empty. May hold typographic marks, no-break spaces and bare bytes (see <see cref="RawByteMark"/>).</summary>
    public string LongDescription { get; }

    /// <summary>The EAN column as printed, right or wrong.</summary>
    public string Ean { get; }

    public FeeCents Fees { get; }

    /// <summary>Seven digits (eight beyond nine million articles).</summary>
    public int Sku => FirstSku + slot;

    public string SkuText => Sku.ToString(CultureInfo.InvariantCulture);

    /// <summary>A SKU that no article has, for rows that are to be dropped.</summary>
    public int JunkSku => 990_000_000 + slot;

    public int WeightGrams => Category.IsLicence ? 0 : Category.WeightGrams + Draw(3, Category.WeightGrams / 4 + 1);

    /// <summary>One article in three comes without category names, which are optional in the NL layout.</summary>
    public bool HasCategoryNames => Draw(19, 3) != 0;

    /// <summary>The unit of weight is blank for half of the articles.</summary>
    public bool HasWeightUnit => Draw(22, 2) == 0;

    /// <summary>The VAT column is blank for half of the articles.</summary>
    public bool HasVat => Draw(21, 2) == 0;

    /// <summary>Two articles in five have no known dimensions, and then no unit either.</summary>
    public bool HasDimensions => !Category.IsLicence && Draw(18, 5) > 1;

    public int LengthMillimetres => !HasDimensions ? 0 : 60 + Draw(4, 400);

    public int WidthMillimetres => !HasDimensions ? 0 : 40 + Draw(5, 300);

    public int HeightMillimetres => !HasDimensions ? 0 : 10 + Draw(6, 120);

    /// <summary>The substitute that a discontinued article names, or null.</summary>
    public int? SubstituteSku => Has(DirtKinds.PriceX) && slot > 0 ? Sku - 1 : null;

    /// <summary>Price status <c>S</c> rather than <c>N</c>.</summary>
    public bool IsSpecialPrice => Draw(7, 20) == 0;

    /// <summary>Recommended price: the purchase price and a quarter more.</summary>
    public int RetailCents => State.PriceCents + (State.PriceCents / 4);

    /// <summary>Four digits that stand for the brand.</summary>
    public int VendorNumber => 1000 + Array.IndexOf(Vocabulary.Brands, Brand);

    /// <summary>Shown as new material.</summary>
    public bool IsNew => Draw(16, 50) == 0;

    public bool Has(DirtKinds kind) => (State.Dirt & kind) != DirtKinds.None;

    public static int CategoryIndex(ulong seed, int slot) =>
        Noise.Below(seed, slot, 0, Vocabulary.Categories.Length);

    /// <summary>The digit that makes a GTIN of any length valid (GS1: weights 3 and 1 from the right).</summary>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        int sum = 0;
        for (int i = 0; i < digits.Length; i++)
        {
            sum += (digits[digits.Length - 1 - i] - '0') * (i % 2 == 0 ? 3 : 1);
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    private int Draw(uint salt, int bound) => Noise.Below(seed, slot, salt, bound);

    private string MakeVendorPartNumber()
    {
        const string Digits = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        ulong bits = Noise.Bits(seed, slot, 8);
        Span<char> text = stackalloc char[9];
        Brand.AsSpan(0, 3).ToUpperInvariant(text);
        text[3] = '-';
        for (int i = 4; i < text.Length; i++)
        {
            text[i] = Digits[(int)(bits % (ulong)Digits.Length)];
            bits /= (ulong)Digits.Length;
        }

        string ending = Draw(9, 20) switch { 0 => "#ABF", 1 => "/B", 2 => " KIT", _ => "" };
        return string.Concat(text, ending);
    }

    private string MakeEan()
    {
        if (Has(DirtKinds.EanEmpty))
        {
            return "";
        }

        bool isUpc = Has(DirtKinds.EanIsUpc);
        Span<char> digits = stackalloc char[13];
        digits = isUpc ? digits[..12] : digits;
        digits[0] = '2';
        digits[1] = '0';
        _ = slot.TryFormat(digits[(isUpc ? 1 : 2)..], out _, "00000000", CultureInfo.InvariantCulture);
        _ = Draw(10, 100).TryFormat(digits[(isUpc ? 9 : 10)..], out _, "00", CultureInfo.InvariantCulture);
        digits[^1] = CheckDigit(digits[..^1]);
        if (Has(DirtKinds.EanWrongCheckDigit))
        {
            digits[^1] = (char)('0' + ((digits[^1] - '0' + 1 + Draw(11, 9)) % 10));
        }

        return Has(DirtKinds.EanScientific)
            ? string.Concat(digits[..1], ".", digits.Slice(1, 5), "E+12")
            : new string(digits);
    }

    private (string Short, string Long) MakeDescriptions()
    {
        string variant = Vocabulary.Variants[Draw(12, Vocabulary.Variants.Length)];
        int model = 10 + Draw(14, 990);
        StringBuilder text = new(96);
        text.Append(CultureInfo.InvariantCulture, $"{Category.Word} {model}");
        if (Has(DirtKinds.QuotesAndInchMarks))
        {
            text.Append(CultureInfo.InvariantCulture, $" {11 + Draw(15, 22)}\", dit \"{variant}\"");
        }
        else if (model % 2 == 0)
        {
            text.Append(' ').Append(variant);
        }

        string brief = text.ToString(0, Math.Min(40, text.Length)).Trim();
        bool isOdd = Has(DirtKinds.NoBreakSpaces | DirtKinds.BytesOutsideTheCodePage | DirtKinds.QuotesAndInchMarks);
        return (brief, isOdd || Draw(17, 12) == 0 ? MakeLongDescription(text) : "");
    }

    private string MakeLongDescription(StringBuilder text)
    {
        string second = Vocabulary.Variants[Draw(13, Vocabulary.Variants.Length)];
        text.Append(", ").Append(second).Append(" – ").Append(Brand).Append(' ').Append(Category.Name3);
        if (Has(DirtKinds.NoBreakSpaces))
        {
            text.Append("\u00A0:\u00A0garantie\u00A02 ans\u00A0");
        }

        if (Has(DirtKinds.BytesOutsideTheCodePage))
        {
            text.Append(" marque").Append((char)(RawByteMark + 0x9D));
        }

        return text.ToString();
    }
}
