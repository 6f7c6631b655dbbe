package dev.saoma.emulator.internal.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** A generated avatar: a symmetric pattern of five by five fields, determined by the user's id. */
public final class Avatar {

    private static final int FIELDS = 5;

    private Avatar() {}

    /**
     * Draws an avatar.
     *
     * @param seed determines the pattern
     * @param size pixels of a side, as in the last part of a WeChat avatar address: 46, 64, 96, 132; 0 means 640,
     *     as does any other number
     */
    public static byte[] jpeg(String seed, int size) {
        int side = size == 46 || size == 64 || size == 96 || size == 132 ? size : 640;
        int hash = spread(seed.hashCode());
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            float hue = ((hash >>> 16) & 0xFF) / 255f;
            graphics.setColor(Color.getHSBColor(hue, 0.12f, 0.96f));
            graphics.fillRect(0, 0, side, side);
            graphics.setColor(Color.getHSBColor(hue, 0.62f, 0.68f));
            drawFields(graphics, hash, side);
        } finally {
            graphics.dispose();
        }
        return Jpeg.encode(image);
    }

    private static void drawFields(Graphics2D graphics, int hash, int side) {
        double field = side / (FIELDS + 1.0);
        for (int row = 0; row < FIELDS; row++) {
            for (int column = 0; column < FIELDS; column++) {
                int mirrored = Math.min(column, FIELDS - 1 - column);
                if (((hash >>> (row * 3 + mirrored)) & 1) == 1) {
                    int x = (int) Math.round(field * (column + 0.5));
                    int y = (int) Math.round(field * (row + 0.5));
                    int end = (int) Math.ceil(field);
                    graphics.fillRect(x, y, end, end);
                }
            }
        }
    }

    private static int spread(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x45d9f3b;
        return (mixed ^ (mixed >>> 15)) * 0x2c1b3c6d;
    }
}
