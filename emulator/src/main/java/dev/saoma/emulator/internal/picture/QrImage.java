package dev.saoma.emulator.internal.picture;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.Map;

/** A QR code of 430 by 430 pixels, black on white with a quiet zone of four modules. */
public final class QrImage {

    private static final int SIZE = 430;
    private static final Map<EncodeHintType, ?> HINTS =
            Map.of(EncodeHintType.MARGIN, 4, EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);

    private QrImage() {}

    /**
     * Draws a QR code.
     *
     * @param content up to 500 ASCII characters
     */
    public static byte[] jpeg(String content) {
        BitMatrix matrix = encode(content);
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                raster.setSample(x, y, 0, matrix.get(x, y) ? 0x00 : 0xFF);
            }
        }
        return Jpeg.encode(image);
    }

    private static BitMatrix encode(String content) {
        try {
            return new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, SIZE, SIZE, HINTS);
        } catch (WriterException e) {
            throw new IllegalArgumentException("not encodable as a QR code: " + content.length() + " characters", e);
        }
    }
}
