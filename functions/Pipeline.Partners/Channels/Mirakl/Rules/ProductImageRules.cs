using System.Globalization;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Channels.Mirakl.Rules;

/// <summary>What the operator wants of images: two to five, each in a format of the web.</summary>
internal static class ProductImageRules
{
    /// <summary>Fewest and most images of a product.</summary>
    public const int Fewest = 2, Most = 5;

    private static readonly string[] Endings = [".gif", ".jpg", ".png", ".webp"];

    /// <summary>What can be said of images by their addresses alone.</summary>
    public static IEnumerable<Issue> CheckAddresses(ProductSheet product, IReadOnlyList<MiraklAttribute> attributes)
    {
        (string Field, string Address)[] images =
        [
            .. attributes.Where(static attribute => attribute.Type == "MEDIA" && attribute.Parameter("TYPE") is null or "IMAGE")
                .Where(attribute => attribute.Type == "MEDIA" && product.Value(attribute.Code) is not null)
                .Select(attribute => (attribute.Code, product.Value(attribute.Code)!.Trim())),
        ];
        if (images.Length is < Fewest or > Most)
        {
            yield return ProductRules.Found(IssueCodes.ProductImageCount, "V-P11", null, images.FirstOrDefault().Field ?? "Image_1", images.Length.ToString(CultureInfo.InvariantCulture));
        }

        foreach ((string field, string address) in images)
        {
            bool isFine = Uri.TryCreate(address, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
                && url.UserInfo.Length == 0 && Endings.Any(ending => url.AbsolutePath.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
            if (!isFine)
            {
                yield return ProductRules.Found(IssueCodes.ProductImageAddress, "V-P11", null, field, address);
            }
        }
    }
}
