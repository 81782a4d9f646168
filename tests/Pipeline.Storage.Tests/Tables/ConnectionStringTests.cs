using Azure.Data.Tables;

namespace Pipeline.Storage.Tests.Tables;

public sealed class ConnectionStringTests
{
    private const string Key = "bm90IGEgc2VjcmV0";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://10.0.0.5", "http://10.0.0.5:10002/devstoreaccount1", "devstoreaccount1")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=" + Key + ";EndpointSuffix=core.windows.net", "https://shop.table.core.windows.net/", "shop")]
    [InlineData("AccountName=shop;AccountKey=" + Key, "https://shop.table.core.windows.net/", "shop")]
    [InlineData("accountname=shop; accountkey=" + Key + "; endpointsuffix=core.chinacloudapi.cn;", "https://shop.table.core.chinacloudapi.cn/", "shop")]
    [InlineData("AccountName=shop;AccountKey=" + Key + ";TableEndpoint=http://127.0.0.1:31002/shop;", "http://127.0.0.1:31002/shop", "shop")]
    [InlineData("BlobEndpoint=https://x/;TableEndpoint=https://shop.table.core.windows.net/;SharedAccessSignature=?sv=1&sig=abc%3D", "https://shop.table.core.windows.net/", "shop")]
    public void Endpoint_and_account_are_read(string connectionString, string endpoint, string account)
    {
        TableServiceClient service = new(connectionString);

        Assert.Equal(endpoint, service.Uri.AbsoluteUri);
        Assert.Equal(account, service.AccountName);
    }

    [Theory]
    [InlineData("AccountName=shop")]
    [InlineData("AccountName=shop;AccountKey=secret!")]
    [InlineData("AccountKey=secret")]
    [InlineData("TableEndpoint=secret;AccountName=shop;AccountKey=secret")]
    [InlineData("TableEndpoint=ftp://secret/;SharedAccessSignature=secret")]
    [InlineData("AccountName=shop;secret")]
    [InlineData("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=secret")]
    public void What_cannot_be_read_is_refused_without_repeating_it(string connectionString)
    {
        FormatException refused = Assert.Throws<FormatException>(() => new TableServiceClient(connectionString));

        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }
}
