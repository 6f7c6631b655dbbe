package dev.saoma.emulator;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** Reads a picture of a QR code that fills it. */
final class QrScanner {
    /** Without it the reader looks for a code in a photograph, and estimates the corners of one in a hundred wrongly. */
    private static final Map<DecodeHintType, ?> FILLS_THE_PICTURE = Map.of(DecodeHintType.PURE_BARCODE, true);

    private QrScanner() {}

    static String read(byte[] picture) throws IOException, ReaderException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        return new QRCodeReader().decode(bitmap, FILLS_THE_PICTURE).getText();
    }
}
