using System.Text.RegularExpressions;
using Pipeline.Core.Issues;
using Pipeline.Ops.Texts;

namespace Pipeline.Ops.Tests.Texts;

/// <summary>What records keep in English is said in the reader's language; what others wrote stays.</summary>
public sealed partial class SaidWordsTests
{
    private static readonly string Sources = Path.Combine(Path.GetDirectoryName(SourceFolder())!, "..", "..", "..", "functions");

    [Theory]
    [InlineData("Received from shop with 2 lines.", "Reçue de shop avec 2 lignes.", "Recibido de shop con 2 líneas.")]
    [InlineData("acme is to bring 1 line as PX26000187.", "acme doit livrer 1 ligne sous le numéro PX26000187.", "acme debe traer 1 línea como PX26000187.")]
    [InlineData(
        "Line 1: 2 from Acme Europe (12.50 EUR and 3.00 freight), in stock and 1 from Beta (13.00 EUR), to be ordered back. Not Gamma (12.90 EUR): 1 of 2 free; Delta: RATE_MISSING, There is no exchange rate of USD.",
        "Ligne 1 : 2 de Acme Europe (12.50 EUR et 3.00 de port), en stock et 1 de Beta (13.00 EUR), en reliquat. Écartés : Gamma (12.90 EUR) : 1 sur 2 libres; Delta : RATE_MISSING, Il n'y a pas de taux de change pour USD.",
        "Línea 1: 2 de Acme Europe (12.50 EUR y 3.00 de portes), en existencias y 1 de Beta (13.00 EUR), pendientes de entrega. Descartados: Gamma (12.90 EUR): 1 de 2 libres; Delta: RATE_MISSING, No hay tipo de cambio de USD.")]
    [InlineData("Line 3: nobody is left.", "Ligne 3 : il ne reste personne.", "Línea 3: no queda nadie.")]
    [InlineData(
        "Order Create PX1 to acme (2 lines, 12.50 EUR) was refused: no reason was given.",
        "Commande PX1 à acme (2 lignes, 12.50 EUR) refusée : aucun motif n'a été donné.",
        "Pedido PX1 a acme (2 líneas, 12.50 EUR) rechazado: no se dio ningún motivo.")]
    [InlineData(
        "Order Response: PX1 was accepted as 50-1, 3 pieces confirmed, 1 on back-order, 1 line rejected (A1, not, any more).",
        "Réponse de commande : PX1 a été accepté sous le numéro 50-1, 3 pièces confirmées, 1 en reliquat, 1 ligne : rejet (A1, not, any more).",
        "Respuesta del pedido: PX1 fue aceptada como 50-1, 3 piezas confirmadas, 1 pendientes de entrega, 1 línea: rechazo (A1, not, any more).")]
    [InlineData(
        "Correction: Despatch Advice 814: 2 pieces left on 2026-03-09 with DHL Express, tracking JD01, 2 serial numbers.",
        "Correction : Avis d'expédition 814 : 2 pièces : départ le 2026-03-09 avec DHL Express, suivi JD01, 2 numéros de série.",
        "Corrección: Aviso de expedición 814: 2 piezas: salida el 2026-03-09 con DHL Express, seguimiento JD01, 2 números de serie.")]
    [InlineData("The order is complete.", "État de la commande : terminée.", "Estado del pedido: completo.")]
    [InlineData(
        "/prices/file.zip has not changed since it was landed. It waits to be approved or rejected.",
        "/prices/file.zip n'a pas changé depuis sa réception. Il attend d'être validé ou refusé.",
        "/prices/file.zip no ha cambiado desde que se recibió. Espera a ser aprobado o rechazado.")]
    [InlineData(
        "10 rows read: 1 created, 2 updated, 3 unchanged, 3 skipped, 1 failed; 0 removed, 4 warnings.",
        "10 lignes lues : 1 créées, 2 mises à jour, 3 inchangées, 3 ignorées, 1 échouées ; 0 supprimées, 4 avertissements.",
        "10 filas leídas: 1 creadas, 2 actualizadas, 3 sin cambios, 3 omitidas, 1 fallidas; 0 eliminadas, 4 avisos.")]
    [InlineData(
        "60 of 100 articles are gone; at most 30 % are expected.",
        "60 articles sur 100 ont disparu ; 30 % au plus sont attendus.",
        "60 de 100 artículos han desaparecido; se espera 30 % como máximo.")]
    public void A_sentence_of_ours_is_said_in_the_readers_language(string said, string french, string spanish)
    {
        Assert.Equal(said, SaidWords.In(OpsTexts.Of("en"), said));
        Assert.Equal(french, SaidWords.In(OpsTexts.Of("fr"), said));
        Assert.Equal(spanish, SaidWords.In(OpsTexts.Of("es"), said));
    }

    [Theory]
    [InlineData(
        "STOCK_SHORT, line 1: The order is to be shipped complete, and 1 of 2 pieces of acme A are in stock. Release to order all the same, or cancel. | ADDRESS_MISSING: The delivery address has been deleted. Cancel, and place the order again.",
        "STOCK_SHORT",
        "STOCK_SHORT, ligne 1: La commande doit être expédiée complète, et 1 pièces sur 2 de acme A sont en stock. Débloquez pour commander malgré tout, ou annulez. | ADDRESS_MISSING: L'adresse de livraison a été supprimée. Annulez, et passez la commande de nouveau.")]
    [InlineData(
        "Cleared: acme holds PX1. Ask its sales staff, and whether the account has credit.", "HOLD_OVERDUE",
        "Levée : acme retient PX1. Interrogez son service commercial, et demandez si le compte a du crédit.")]
    [InlineData("acme did not give prices: The call failed: HTTP 502", "CALL_FAILED", "acme n'a pas donné de prix : L'appel a échoué : HTTP 502")]
    public void The_sentence_of_a_code_is_said_by_its_catalogue(string said, string code, string french) =>
        Assert.Equal(french, SaidWords.In(OpsTexts.Of("fr"), said, code));

    [Theory]
    [InlineData("line 1", "ligne 1", "línea 1")]
    [InlineData("Invoice 94300187, line 2", "Facture 94300187, ligne 2", "Factura 94300187, línea 2")]
    [InlineData("Page 2, record 16", "Page 2, enregistrement 16", "Página 2, registro 16")]
    [InlineData("RequestPreamble/ReceiverID", "RequestPreamble/ReceiverID", "RequestPreamble/ReceiverID")]
    public void A_place_is_said_too(string where, string french, string spanish) =>
        Assert.Equal((french, spanish), (SaidWords.PlaceIn(OpsTexts.Of("fr"), where), SaidWords.PlaceIn(OpsTexts.Of("es"), where)));

    [Theory]
    [InlineData("530 Login failed", null)]
    [InlineData("20005: The account is closed, 2 lines", "20005")]
    [InlineData("", null)]
    public void What_a_partner_wrote_stays_as_it_is(string said, string? code) => Assert.Equal(said, SaidWords.In(OpsTexts.Of("fr"), said, code));

    [Theory]
    [InlineData("Ingram Micro price file", "Ingram Micro : fichier de prix", "Ingram Micro: archivo de precios")]
    [InlineData("Intcomex orders compared with ours", "Intcomex : commandes comparées aux nôtres", "Intcomex: pedidos comparados con los nuestros")]
    [InlineData("Exchange rates", "Taux de change", "Tipos de cambio")]
    [InlineData("Prices of Acme", "Prices of Acme", "Prices of Acme")]
    public void A_flow_is_called_in_the_readers_language(string title, string french, string spanish) =>
        Assert.Equal((french, spanish), (SaidWords.NameIn(OpsTexts.Of("fr"), title), SaidWords.NameIn(OpsTexts.Of("es"), title)));

    [Fact]
    public void A_value_of_an_issue_that_is_words_of_ours_is_said_too()
    {
        Issue issue = new Issue(IssueCodes.PurchaseOrderRefused, null, "PX1").With("distributor", "acme").With("code", "20004").With("reason", "it breaks the distributor's limits.");

        Assert.Equal(
            "acme a refusé PX1 (20004) : il ne respecte pas les limites du distributeur.",
            issue.CauseIn("fr", static value => SaidWords.In(OpsTexts.Of("fr"), value)));
    }

    [Theory]
    [InlineData("Line 1: a (b; Look at: , and ", 50)]
    [InlineData("from a (b): ", 120)]
    [InlineData("Line 1: x. Not a: from a (b): ", 1000)]
    public void Hostile_texts_stay(string text, int times)
    {
        string hostile = string.Concat(Enumerable.Repeat(text, times));

        Assert.Equal(hostile, SaidWords.In(OpsTexts.Of("es"), hostile));
    }

    /// <summary>A sentence that is worded anew in its source is worded anew here; what may be left out of one begins with "as".</summary>
    [Fact]
    public void Every_sentence_stands_in_a_source()
    {
        string code = string.Concat(
            new[] { "Pipeline.Core", "Pipeline.Partners", "Pipeline.Functions" }.SelectMany(static project => Directory.EnumerateFiles(Path.Combine(Sources, project), "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText));

        Assert.DoesNotContain(
            Said("Said.").Where(static key => !key.StartsWith("Said.phrase.", StringComparison.Ordinal) && !key.StartsWith("Said.name.", StringComparison.Ordinal))
                .SelectMany(static key => Place().Split(OpsTexts.Of("en").Find(key)!).SelectMany(static piece => piece.Split(" as")).Select(piece => (key, Piece: piece.Trim(' ', '.', ',', ';', ':', '(', ')')))),
            pair => pair.Piece.Length > 3 && !code.Contains(pair.Piece, StringComparison.Ordinal));
    }

    /// <summary>What a new source writes into a timeline is known here.</summary>
    [Fact]
    public void Every_sentence_that_a_source_writes_is_known()
    {
        (string File, string Said)[] written =
        [
            .. Directory.EnumerateFiles(Path.Combine(Sources, "Pipeline.Core"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(static path => Written().Matches(File.ReadAllText(path)).Select(match => (Path.GetFileName(path), Place().Replace(match.Groups["said"].Value, static place => place.Value.EndsWith("HoldReason}", StringComparison.Ordinal) ? "Cancelled before it began." : "x")))),
        ];

        Assert.InRange(written.Length, 20, 200);
        Assert.DoesNotContain(written, static one => SaidWords.In(OpsTexts.Of("fr"), one.Said) == one.Said);
    }

    private static IEnumerable<string> Said(string area) => OpsTexts.Of("en").Keys.Where(key => key.StartsWith(area, StringComparison.Ordinal));

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\{[^{}""]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"(\bNote\((OrderSteps\.\w+|change, search),\s+|\bSummary = )\$?""(?<said>([^""{}]|\{[^{}""]*\})+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Written();
}
