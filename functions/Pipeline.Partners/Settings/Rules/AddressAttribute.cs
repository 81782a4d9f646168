namespace Pipeline.Partners.Settings.Rules;

/// <summary>An address without credentials. Plain HTTP is accepted to this machine.</summary>
/// <param name="schemes">The schemes that are accepted.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddressAttribute(params string[] schemes) : SettingAttribute
{
    /// <summary>The schemes that are accepted.</summary>
    public IReadOnlyList<string> Schemes => schemes;

    /// <inheritdoc />
    protected override string? FaultOf(string text) => !Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        ? $"is no address; expected is one like {schemes[0]}://host.example.com/path."
        : url.Scheme != Uri.UriSchemeHttp && !schemes.Contains(url.Scheme)
        ? $"has the scheme '{url.Scheme}'; expected is one of {string.Join(", ", schemes)}."
        : url.UserInfo.Length > 0
        ? "holds credentials; put them into UserName and Password, since addresses are shown."
        : url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback
        ? "is clear-text HTTP, which is accepted for this machine only; use https://."
        : null;
}
