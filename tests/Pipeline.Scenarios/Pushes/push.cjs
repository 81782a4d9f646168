// Pushes the content of an envelope with the SOAP client of Node: node push.cjs <module> <wsdl> <address> <content file> <1.1|1.2>
const [, , module_, wsdl, address, file, version] = process.argv;
const soap = require(module_);
const content = require('fs').readFileSync(file, 'utf8');

soap.createClientAsync(wsdl, { forceSoap12Headers: version === '1.2' }).then(async client => {
  client.setEndpoint(address);
  const [, answer] = await client.NotifyAsync({ _xml: content });
  console.log(answer);
}).catch(error => {
  console.error(String(error));
  process.exit(1);
});
