export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Divides a box among items by their weights, each part as close to a square as it comes (squarified treemap): rows are filled along the
 * shorter side as long as that makes the worst part of the row better. Items come heaviest first, and so do the boxes.
 */
export function divide(weights: number[], box: Box): Box[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scale = (box.width * box.height) / total;
  const boxes: Box[] = [];
  let rest = box;
  let row: number[] = [];
  for (const weight of weights) {
    const area = weight * scale;
    const side = Math.min(rest.width, rest.height);
    if (row.length > 0 && worst([...row, area], side) > worst(row, side)) {
      rest = place(row, rest, boxes);
      row = [];
    }
    row.push(area);
  }
  place(row, rest, boxes);
  return boxes;
}

/** How far the least square part of a row is from a square; 1 is one. */
function worst(row: number[], side: number): number {
  const depth = row.reduce((sum, area) => sum + area, 0) / side;
  return Math.max(...row.map((area) => Math.max(depth ** 2 / area, area / depth ** 2)));
}

/** Lays a row along the shorter side of a box; what is left of the box comes back. */
function place(row: number[], { x, y, width, height }: Box, boxes: Box[]): Box {
  const area = row.reduce((sum, part) => sum + part, 0);
  if (width >= height) {
    const depth = area / height;
    let top = y;
    for (const part of row) {
      boxes.push({ x, y: top, width: depth, height: part / depth });
      top += part / depth;
    }
    return { x: x + depth, y, width: width - depth, height };
  }

  const depth = area / width;
  let left = x;
  for (const part of row) {
    boxes.push({ x: left, y, width: part / depth, height: depth });
    left += part / depth;
  }
  return { x, y: y + depth, width, height: height - depth };
}
