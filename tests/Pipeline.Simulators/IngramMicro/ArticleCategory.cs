using System.Runtime.InteropServices;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>A third-level category and what its articles are like.</summary>
/// <param name="Code1">First-level code, two digits.</param>
/// <param name="Name1">First-level name.</param>
/// <param name="Code2">Second-level code, four digits.</param>
/// <param name="Name2">Second-level name.</param>
/// <param name="Code3">Third-level code, six digits.</param>
/// <param name="Name3">Third-level name.</param>
/// <param name="Word">What such an article is called in a description.</param>
/// <param name="LowCents">Cheapest price.</param>
/// <param name="HighCents">Dearest price.</param>
/// <param name="WeightGrams">Typical weight; 0 for licences.</param>
/// <param name="Fees">Levies per unit.</param>
/// <param name="VatHundredths">VAT rate in hundredths of a percent.</param>
internal sealed record ArticleCategory(
    string Code1,
    string Name1,
    string Code2,
    string Name2,
    string Code3,
    string Name3,
    string Word,
    int LowCents,
    int HighCents,
    int WeightGrams,
    FeeCents Fees,
    int VatHundredths)
{
    /// <summary>Electronic licences have no stock and are ordered directly.</summary>
    public bool IsLicence => WeightGrams == 0;
}

/// <summary>The four levies of a row, in cents (columns 26-29 of the price file).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FeeCents(int Music, int Recycling, int Document, int Battery)
{
    /// <summary>Their sum.</summary>
    public int Total => Music + Recycling + Document + Battery;
}
