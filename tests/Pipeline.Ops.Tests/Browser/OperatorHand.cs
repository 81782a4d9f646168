using Microsoft.Playwright;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>An operator at a page who counts: a click, a key or a filled field is one action; a page opened by its address is none.</summary>
public sealed class OperatorHand(IPage page)
{
    public int Actions { get; private set; }

    public IPage Page => page;

    public Task<IResponse?> OpenAsync(string address) => page.GotoAsync(address);

    public Task ClickAsync(string selector)
    {
        Actions++;
        return page.Locator(selector).First.ClickAsync();
    }

    public Task FillAsync(string selector, string text)
    {
        Actions++;
        return page.Locator(selector).First.FillAsync(text);
    }

    public Task PressAsync(string key)
    {
        Actions++;
        return page.Keyboard.PressAsync(key);
    }

    public async Task<string> TextAsync(string selector) => string.Join(' ', (await page.Locator(selector).First.InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
