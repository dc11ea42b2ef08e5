export const greet = name => `Good morning, ${name}`;

export async function ask(server, number, shown) {
  shown.textContent = await server.invokeMethodAsync('Double', number);
}

export function fail() {
  throw new Error('The script gave up.');
}
