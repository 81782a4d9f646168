using Pipeline.Core.Issues;
using Pipeline.Ops.Tests.Support;
using Pipeline.Ops.Texts;

namespace Pipeline.Ops.Tests.Help;

/// <summary>The page of a code.</summary>
public sealed class HelpPageTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task Every_code_has_a_page_in_every_language()
    {
        foreach (string language in OpsTexts.Languages)
        {
            foreach (IssueEntry entry in IssueCatalog.All)
            {
                OpsReply reply = await site.GetAsync($"/ops/help/{entry.Code}", language);
                Assert.Equal((200, entry.Code), (reply.Status, reply.TextOf("h1")));
                Assert.Equal(4, reply.Page.QuerySelectorAll("dd").Length);
            }
        }
    }

    [Fact]
    public async Task It_says_what_the_code_means_and_who_acts()
    {
        OpsReply reply = await site.GetAsync("/ops/help/ean_invalid", "fr");

        Assert.Equal("Le distributeur, après un mot de votre part", reply.TextOf("dl.facts dd:nth-of-type(3)"));
        Assert.Equal("Avertissement : à regarder, le travail continue", reply.TextOf("dl.facts dd:nth-of-type(4)"));
        Assert.Contains("‹text›", reply.TextOf("dl.facts dd"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "The file has no rows.", "Wait for the next file; call the distributor if it is empty again.")]
    [InlineData("fr", "Le fichier n'a aucune ligne.", "Attendez le prochain fichier ; appelez le distributeur s'il est de nouveau vide.")]
    [InlineData("es", "El archivo no tiene filas.", "Espere al próximo archivo; llame al distribuidor si vuelve a estar vacío.")]
    public async Task It_speaks_the_persons_language(string language, string cause, string remedy)
    {
        OpsReply reply = await site.GetAsync($"/ops/help/{IssueCodes.FeedEmpty}", language);

        Assert.Equal([cause, remedy], reply.TextsOf("dl.facts dd").Take(2));
    }

    [Fact]
    public async Task A_code_that_is_not_ours_is_not_there() => Assert.Equal(404, (await site.GetAsync("/ops/help/NOT_OURS")).Status);

    public void Dispose() => site.Dispose();
}
