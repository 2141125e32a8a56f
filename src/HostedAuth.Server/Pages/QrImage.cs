using System.Globalization;
using System.Text;
using QRCoder;

namespace HostedAuth.Server.Pages;

/// <summary>A QR code as one path of an SVG, a unit for each module, with the quiet zone that scanners need.</summary>
/// <param name="Size">Width and height, in units.</param>
/// <param name="Path">The dark modules, run by run.</param>
internal sealed record QrImage(int Size, string Path)
{
    public static QrImage Of(string content)
    {
        using var data = QRCodeGenerator.GenerateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
        {
            var row = data.ModuleMatrix[y];
            for (var x = 0; x < row.Length; x++)
            {
                var start = x;
                while (x < row.Length && row[x])
                {
                    x++;
                }

                if (x > start)
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
                }
            }
        }

        return new QrImage(data.ModuleMatrix.Count, path.ToString());
    }
}
