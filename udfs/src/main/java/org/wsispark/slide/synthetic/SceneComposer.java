package org.wsispark.slide.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Draws the outlines of a scene: pieces of tissue, tumours in them, holes and islands in those. */
final class SceneComposer {
  private static final int ATTEMPTS = 40;

  /** Half the width of pen marks, px: below the least, tissue detection takes them for specks. */
  private static final double LEAST_PEN = 60;

  private static final double MOST_PEN = 260;

  private final TissueSpec spec;
  private final SplittableRandom random;
  final List<Blob> tissue = new ArrayList<>();
  final List<Blob> tumours = new ArrayList<>();
  final List<TumourHole> holes = new ArrayList<>();
  final List<Blob> fat = new ArrayList<>();
  final List<Blob> blurs = new ArrayList<>();
  final List<Stroke> pens = new ArrayList<>();
  final List<Stroke> folds = new ArrayList<>();

  SceneComposer(TissueSpec spec) {
    this.spec = spec;
    this.random = new SplittableRandom(spec.seed());
    pieces();
    for (Blob piece : List.copyOf(tissue)) {
      if (tumours.isEmpty() || random.nextDouble() < 0.6) {
        tumour(piece);
      }
      fat(piece);
    }
    artefacts();
  }

  private void pieces() {
    int count = 1 + random.nextInt(2);
    double sizeX = spec.width();
    double sizeY = spec.height();
    for (int k = 0; k < count; k++) {
      double spanX = count == 1 ? sizeX : sizeX / 2;
      double radius = Math.min(spanX, sizeY) * between(0.31, 0.35);
      double long_ = Math.min(Math.max(spanX, sizeY) / Math.min(spanX, sizeY), 1.7);
      boolean upright = sizeY > spanX;
      double centreX = spanX * (k + 0.5) + sizeX * between(-0.02, 0.02);
      double centreY = sizeY * (0.5 + between(-0.03, 0.03));
      tissue.add(
          new Blob(
              random,
              centreX,
              centreY,
              radius,
              upright ? between(0.92, 1) : long_ * between(0.9, 1),
              upright ? long_ * between(0.9, 1) : between(0.92, 1),
              between(-0.15, 0.15),
              0.16));
    }
  }

  private void tumour(Blob piece) {
    Blob main = within(piece, piece.reach() * between(0.38, 0.5), 0.5, edge(), 0.2);
    tumours.add(main);
    double reach = main.reach();
    List<Blob> taken = new ArrayList<>();
    int necroses = 1 + random.nextInt(2);
    for (int k = 0; k < necroses + 1; k++) {
      boolean necrotic = k < necroses;
      Blob hole = within(main, reach * (necrotic ? between(0.2, 0.3) : 0.12), 0.75, 20, 0.22);
      if (apart(hole, taken)) {
        taken.add(hole);
        Optional<Blob> island =
            k == 0
                ? Optional.of(within(hole, hole.reach() * 0.33, 0.2, 8, 0.15))
                : Optional.empty();
        holes.add(new TumourHole(hole, necrotic, island));
      }
    }
    Blob satellite = within(piece, reach * between(0.14, 0.22), 0.95, edge(), 0.2);
    if (apart(satellite, List.of(main))) {
      tumours.add(satellite);
    }
  }

  /** How far tumour keeps from the smooth outline of the tissue, so that none lies on glass. */
  private double edge() {
    return 30 + 2 * TissueScene.RAGGED * Math.min(spec.width(), spec.height());
  }

  private void fat(Blob piece) {
    int count = spec.organ() == TissueSpec.Organ.BREAST ? 4 : 1;
    for (int k = 0; k < count; k++) {
      fat.add(blobNear(piece, piece.reach() * between(0.12, 0.3), 0.9, 0.25));
    }
  }

  private void artefacts() {
    double scale = Math.min(spec.width(), spec.height());
    Blob piece = tissue.get(0);
    if (random.nextDouble() < 0.6) {
      double x = piece.centreX() + piece.reach() * between(-0.8, 0.8);
      double y = piece.centreY() + piece.reach() * between(-0.8, 0.8);
      double length = scale * between(0.2, 0.5);
      double angle = between(0, 6.28);
      double dx = length * StrictMath.cos(angle);
      double dy = length * StrictMath.sin(angle);
      double half = Math.max(LEAST_PEN, Math.min(MOST_PEN, scale * between(0.008, 0.012)));
      pens.add(new Stroke(random, x, y, x + dx, y + dy, 0.3, half));
      if (random.nextBoolean()) {
        pens.add(new Stroke(random, x + dx, y + dy, x + dx - dy, y + dy + dx, 0.3, half));
      }
    }
    if (random.nextDouble() < 0.6) {
      blurs.add(blobNear(piece, scale * between(0.06, 0.12), 0.8, 0.2));
    }
    if (random.nextDouble() < 0.5) {
      Blob line = blobNear(piece, scale * 0.05, 0.8, 0);
      double length = scale * between(0.1, 0.25);
      folds.add(
          new Stroke(
              random,
              line.centreX(),
              line.centreY(),
              line.centreX() + length,
              line.centreY() + length * between(-1, 1),
              0.3,
              between(10, 40)));
    }
  }

  /** A blob inside another one, smaller with every failed attempt. */
  private Blob within(Blob outer, double radius, double spread, double margin, double rough) {
    double size = radius;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++, size *= 0.95) {
      Blob blob = blobNear(outer, size, spread, rough);
      if (blob.inside(outer, margin)) {
        return blob;
      }
    }
    return new Blob(random, outer.centreX(), outer.centreY(), size / 4, 1, 1, 0, 0);
  }

  private Blob blobNear(Blob outer, double radius, double spread, double rough) {
    double away = outer.reach() * spread * Math.sqrt(random.nextDouble());
    double angle = between(0, 6.28);
    return new Blob(
        random,
        outer.centreX() + away * StrictMath.cos(angle),
        outer.centreY() + away * StrictMath.sin(angle),
        radius,
        between(0.8, 1.25),
        between(0.8, 1.25),
        between(0, 3),
        rough);
  }

  private static boolean apart(Blob blob, List<Blob> others) {
    for (Blob other : others) {
      double dx = blob.centreX() - other.centreX();
      double dy = blob.centreY() - other.centreY();
      if (Math.sqrt(dx * dx + dy * dy) < blob.reach() + other.reach()) {
        return false;
      }
    }
    return true;
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }
}
