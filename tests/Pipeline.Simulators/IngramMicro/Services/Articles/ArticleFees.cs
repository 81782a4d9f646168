namespace Pipeline.Simulators.IngramMicro.Services.Articles;

/// <summary>Levies per piece, without VAT (columns 26-29 of the price file).</summary>
/// <param name="Copy">Private copying: thuiskopie, Auvibel, copie privée.</param>
/// <param name="Recycling">Electric waste: éco-participation, Recupel.</param>
/// <param name="Document">Reprography: Reprobel.</param>
/// <param name="Battery">Batteries: éco-piles, Bebat.</param>
public sealed record ArticleFees(decimal Copy, decimal Recycling, decimal Document, decimal Battery)
{
    /// <summary>Their sum.</summary>
    public decimal Total => Copy + Recycling + Document + Battery;
}
